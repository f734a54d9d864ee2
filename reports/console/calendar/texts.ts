import type { Language } from '../../../db/schema/language.ts';
import type { DueWhat } from '../../due.ts';

interface CalendarTexts {
  readonly overdue: string;
  readonly noOverdue: string;
  readonly ahead: string;
  readonly noAhead: string;
  readonly before: string;
  readonly after: string;
  readonly today: string;
  readonly dayOff: string;
  readonly shaded: string;
  readonly on: string;
  readonly what: string;
  readonly letter: string;
  readonly to: string;
  readonly ground: string;
  readonly late: string;
  /** Why it is due: a term of the law, or our practice. */
  readonly grounds: Readonly<Record<DueWhat, string>>;
}

export const CALENDAR: Readonly<Record<Language, CalendarTexts>> = {
  ru: {
    overdue: 'Просрочено',
    noOverdue: 'Ничего не просрочено.',
    ahead: 'Впереди',
    noAhead: 'Сроков впереди нет.',
    before: 'Раньше',
    after: 'Позже',
    today: 'сегодня',
    dayOff: 'выходной',
    shaded: 'Серым отмечены нерабочие дни Казахстана. Сроки считаются в рабочих днях от доказанного получения.',
    on: 'Срок',
    what: 'Что сделать',
    letter: 'Письмо',
    to: 'Кому',
    ground: 'Почему',
    late: 'просрочено',
    grounds: {
      send: 'утверждено и не отправлено',
      'send-again': 'письмо вернулось',
      'prove-receipt': 'практика: пока получение не доказано, сроки не идут; используйте второй канал',
      'reminder-1': 'Закон № 94-V, ст. 6 и 25(2)(8): прошёл один рабочий день',
      'reminder-2': 'практика, не срок закона: прошло три рабочих дня; используйте второй канал',
      'authority-complaint': 'отказ площадки или Закон № 94-V, ст. 8(7): прошло пятнадцать рабочих дней',
      'authority-answer': 'АППК, ст. 76: пятнадцать рабочих дней с регистрации, если срок не продлён',
      'watch-ends': 'практика: за удалённым наблюдают 30 дней',
    },
  },
  kk: {
    overdue: 'Мерзімі өткен',
    noOverdue: 'Мерзімі өткен ештеңе жоқ.',
    ahead: 'Алда',
    noAhead: 'Алда мерзім жоқ.',
    before: 'Бұрынырақ',
    after: 'Кейінірек',
    today: 'бүгін',
    dayOff: 'демалыс',
    shaded:
      'Сұр түспен Қазақстанның жұмыс емес күндері белгіленген. Мерзімдер алғаны дәлелденген күннен бастап жұмыс күндерімен есептеледі.',
    on: 'Мерзімі',
    what: 'Не істеу керек',
    letter: 'Хат',
    to: 'Кімге',
    ground: 'Неге',
    late: 'мерзімі өтті',
    grounds: {
      send: 'бекітілді, жіберілмеді',
      'send-again': 'хат қайтып келді',
      'prove-receipt': 'тәжірибе: алғаны дәлелденбейінше мерзім жүрмейді; екінші арнаны қолданыңыз',
      'reminder-1': '№ 94-V Заң, 6-бап және 25(2)(8): бір жұмыс күні өтті',
      'reminder-2': 'тәжірибе, заң мерзімі емес: үш жұмыс күні өтті; екінші арнаны қолданыңыз',
      'authority-complaint': 'алаң бас тартты немесе № 94-V Заң, 8(7)-бап: он бес жұмыс күні өтті',
      'authority-answer': 'ӘРПК, 76-бап: тіркелген күннен он бес жұмыс күні, ұзартылмаса',
      'watch-ends': 'тәжірибе: жойылғаны 30 күн бақыланады',
    },
  },
  en: {
    overdue: 'Overdue',
    noOverdue: 'Nothing is overdue.',
    ahead: 'Ahead',
    noAhead: 'Nothing is due ahead.',
    before: 'Earlier',
    after: 'Later',
    today: 'today',
    dayOff: 'day off',
    shaded: 'Days off in Kazakhstan are shaded. Terms are counted in working days from proven receipt.',
    on: 'Due',
    what: 'What to do',
    letter: 'Letter',
    to: 'To',
    ground: 'Why',
    late: 'overdue',
    grounds: {
      send: 'approved and not sent',
      'send-again': 'it came back',
      'prove-receipt': 'practice: no term runs until receipt is proven; use a second channel',
      'reminder-1': 'Law 94-V, arts. 6 and 25(2)(8): one working day is over',
      'reminder-2': 'practice, not a term of the law: three working days are over; use a second channel',
      'authority-complaint': 'the platform refused, or law 94-V, art. 8(7): fifteen working days are over',
      'authority-answer': 'APPC, art. 76: fifteen working days from registration, unless extended',
      'watch-ends': 'practice: a removal is watched for 30 days',
    },
  },
};
