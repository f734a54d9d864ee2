import type { Language } from '../../../db/schema/language.ts';

/** The paper that a person signs. */
interface PrintedTexts {
  readonly title: string;
  readonly intro: string;
  readonly numberLine: string;
  readonly rights: readonly string[];
  readonly subject: string;
  readonly staff: string;
  readonly signature: string;
  readonly date: string;
}

export const PRINTED: Readonly<Record<Language, PrintedTexts>> = {
  ru: {
    title: 'Согласие на сбор и обработку персональных данных',
    intro:
      'Я даю организации, названной ниже, согласие на сбор и обработку моих персональных данных, чтобы находить объявления, в которых без моего ведома указан мой номер телефона, доказывать это, добиваться их удаления и проверять, что они удалены.',
    numberLine: 'Номер телефона (вписывается от руки)',
    rights: [
      'Я могу отозвать согласие в любое время. Поиск прекращается сразу, мои данные уничтожаются в течение 15 рабочих дней, и я получаю расписку.',
      'Каждое письмо утверждает и отправляет человек, ничего не отправляется само.',
      'Я показал(а), что номер принадлежит мне. Копию документа у меня не брали.',
    ],
    subject: 'Субъект персональных данных',
    staff: 'Согласие принял(а)',
    signature: 'подпись',
    date: 'дата',
  },
  kk: {
    title: 'Дербес деректерді жинауға және өңдеуге келісім',
    intro:
      'Мен төменде аталған ұйымға менің телефон нөмірім менің білуімсіз көрсетілген хабарландыруларды табу, оны дәлелдеу, оларды жоюға қол жеткізу және жойылғанын тексеру үшін дербес деректерімді жинауға және өңдеуге келісім беремін.',
    numberLine: 'Телефон нөмірі (қолмен жазылады)',
    rights: [
      'Мен келісімімді кез келген уақытта кері қайтара аламын. Іздеу бірден тоқтайды, деректерім 15 жұмыс күні ішінде жойылады, маған қолхат беріледі.',
      'Әр хатты адам бекітеді және жібереді, ешнәрсе өздігінен жіберілмейді.',
      'Мен нөмірдің өзімдікі екенін көрсеттім. Менен құжаттың көшірмесі алынған жоқ.',
    ],
    subject: 'Дербес деректер субъектісі',
    staff: 'Келісімді қабылдаған',
    signature: 'қолы',
    date: 'күні',
  },
  en: {
    title: 'Consent to the collection and processing of personal data',
    intro:
      'I consent that the organisation named below collects and processes my personal data, in order to find advertisements that carry my phone number without my knowledge, to prove this, to have them removed, and to check that they are gone.',
    numberLine: 'Phone number (written in by hand)',
    rights: [
      'I can take this consent back at any time. The search stops at once, my data are destroyed within 15 working days, and I am given a receipt.',
      'Each letter is approved and sent by a person; nothing is sent by itself.',
      'I have shown that the number is mine. No copy of an identity document was taken.',
    ],
    subject: 'The person whom the data concern',
    staff: 'Consent taken by',
    signature: 'signature',
    date: 'date',
  },
};
