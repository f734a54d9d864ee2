import type { Language } from '../../../db/schema/language.ts';
import { countedEn, countedRu } from '../times.ts';

interface PeopleTexts {
  readonly enrol: string;
  readonly name: string;
  readonly language: string;
  readonly until: string;
  readonly numbersHead: string;
  readonly state: string;
  readonly nobody: string;
  readonly endedHead: string;
  readonly expired: string;
  readonly soon: (days: number) => string;
  readonly inForce: string;
  readonly held: string;
  readonly destroyOn: string;
  readonly destroyed: string;
  // The form
  readonly steps: readonly [string, string, string, string];
  readonly nameHint: string;
  readonly languageHint: string;
  readonly operator: string;
  readonly bin: string;
  readonly binShape: string;
  readonly validUntil: string;
  readonly validHint: string;
  readonly givenOn: string;
  readonly givenHow: string;
  readonly givenHowHint: string;
  readonly mayHead: string;
  readonly scopes: string;
  readonly terms: string;
  readonly thirdParties: string;
  readonly thirdPartiesHint: string;
  readonly crossBorder: string;
  readonly publicDistribution: string;
  readonly data: string;
  readonly dataWords: Readonly<Record<'name' | 'phone' | 'profession', string>>;
  readonly dataOther: string;
  readonly other: string;
  readonly optional: string;
  readonly digits: string;
  readonly digitsHint: string;
  readonly foreign: string;
  readonly control: string;
  readonly controlHint: string;
  readonly controlOn: string;
  readonly verifiedBy: (name: string) => string;
  readonly review: string;
  readonly print: string;
  readonly reviewTitle: string;
  readonly reviewHint: string;
  readonly save: string;
  readonly change: string;
  readonly yes: string;
  readonly no: string;
  readonly retype: string;
  readonly badDigits: string;
  readonly futureDay: string;
  readonly termOver: string;
  readonly termLong: string;
  readonly duplicate: string;
  readonly personEnded: string;
  readonly consentOver: string;
  readonly abroad: string;
  // One person
  readonly saved: string;
  readonly consent: string;
  readonly noConsent: string;
  readonly earlier: string;
  readonly renew: string;
  readonly renewTitle: (name: string) => string;
  readonly renewSave: string;
  readonly addNumber: string;
  readonly addNumberTitle: (name: string) => string;
  readonly retire: string;
  readonly retireTitle: (name: string) => string;
  readonly retireHint: string;
  readonly controlProven: string;
  readonly end: string;
  readonly endTitle: (name: string) => string;
  readonly endWhat: string;
  readonly endChoices: Readonly<Record<'withdrawn' | 'ended', string>>;
  readonly endEffects: (numbers: number, matches: number, letters: number) => string;
  readonly endConfirm: string;
  readonly receipt: string;
  readonly receiptHint: string;
  readonly hold: string;
  readonly holdHint: string;
  readonly holdReason: string;
  readonly holdSet: string;
  readonly holdLift: string;
  readonly heldBy: (name: string) => string;
  readonly scan: string;
  readonly calls: string;
  readonly back: string;
  readonly printHint: string;
}

export const PEOPLE: Readonly<Record<Language, PeopleTexts>> = {
  ru: {
    enrol: 'Оформить человека',
    name: 'Имя',
    language: 'Язык человека',
    until: 'Согласие до',
    numbersHead: 'Номера',
    state: 'Состояние',
    nobody: 'Пока никто не оформлен.',
    endedHead: 'Защита прекращена',
    expired: 'срок вышел: номера не ищутся',
    soon: (days) => `осталось ${countedRu(days, 'день', 'дня', 'дней')}`,
    inForce: 'действует',
    held: 'запрет на уничтожение',
    destroyOn: 'уничтожение',
    destroyed: 'данные уничтожены',
    steps: ['1. Человек', '2. Согласие', '3. Что разрешено', '4. Номер и проверка, что он его'],
    nameHint: 'Можно псевдоним. Это имя встанет в письма, только если согласие называет имя среди данных.',
    languageHint: 'На нём печатаются согласие и расписка.',
    operator: 'Кому даётся согласие (организация)',
    bin: 'БИН организации',
    binShape: 'БИН состоит из 12 цифр.',
    validUntil: 'Действует до',
    validHint: 'Обычно 90 дней, не больше года: потом человека спрашивают снова.',
    givenOn: 'Дано',
    givenHow: 'Как дано',
    givenHowHint: 'Например: подписано на бумаге, сказано в записанном звонке.',
    mayHead: 'Что разрешено',
    scopes: 'Что можно делать с номером',
    terms: 'Условия',
    thirdParties: 'Можно передавать третьим лицам (площадкам, юристу, полиции)',
    thirdPartiesHint: 'Без этого письма и обращения с номером невозможны.',
    crossBorder: 'Можно хранить и передавать за границей',
    publicDistribution: 'Можно распространять публично',
    data: 'Какие данные',
    dataWords: { name: 'имя', phone: 'номер телефона', profession: 'профессия' },
    dataOther: 'Другие данные, через запятую',
    other: 'Что ещё оговорено',
    optional: 'Можно оставить пустым.',
    digits: 'Номер телефона',
    digitsHint: 'После отправки целиком больше не показывается.',
    foreign: 'Номер другой страны (с + и кодом страны)',
    control: 'Как человек показал, что номер его',
    controlHint: 'Например: прочитал код из СМС. Копия удостоверения не нужна.',
    controlOn: 'Когда проверено',
    verifiedBy: (name) => `Проверил(а) и оформил(а): ${name}.`,
    review: 'Проверить перед сохранением',
    print: 'Напечатать для подписи',
    reviewTitle: 'Проверьте и сохраните',
    reviewHint: 'Ничего ещё не сохранено. Сохраняется всё вместе: человек, согласие и номер.',
    save: 'Сохранить',
    change: 'Исправить',
    yes: 'да',
    no: 'нет',
    retype: 'Введите номер ещё раз: он не показывается и не запоминается.',
    badDigits: 'Номер не читается: нужен казахстанский номер, +7 и десять цифр, или отметьте другую страну.',
    futureDay: 'Этот день ещё не наступил.',
    termOver: 'Срок должен заканчиваться в будущем.',
    termLong: 'Согласие даётся не больше чем на год.',
    duplicate: 'Этот номер уже под защитой. Попытка записана в журнал.',
    personEnded: 'Защита этого человека прекращена: оформите его заново.',
    consentOver: 'Согласие не действует: сначала обновите его.',
    abroad: 'Данные хранятся за пределами Казахстана: без согласия на это человека оформить нельзя.',
    saved: 'Сохранено.',
    consent: 'Согласие',
    noConsent: 'Данные согласия уничтожены.',
    earlier: 'Прежние согласия',
    renew: 'Обновить согласие',
    renewTitle: (name) => `Новое согласие: ${name}`,
    renewSave: 'Записать согласие',
    addNumber: 'Добавить номер',
    addNumberTitle: (name) => `Новый номер: ${name}`,
    retire: 'Снять с защиты',
    retireTitle: (name) => `Снять с защиты ${name}?`,
    retireHint: 'Номер больше не ищется. Найденное и письма остаются.',
    controlProven: 'Проверено',
    end: 'Прекратить защиту',
    endTitle: (name) => `Прекратить защиту ${name}?`,
    endWhat: 'Что случилось',
    endChoices: {
      withdrawn: 'Человек отозвал согласие: вместе с данными уничтожаются и доказательства',
      ended: 'Защита больше не нужна: доказательства хранятся свой срок',
    },
    endEffects: (numbers, matches, letters) =>
      `Сразу перестают искаться номера: ${numbers}. Через 15 рабочих дней уничтожаются данные человека, тексты ${countedRu(matches, 'совпадения', 'совпадений', 'совпадений')} и ${countedRu(letters, 'письма', 'писем', 'писем')}. Это нельзя отменить.`,
    endConfirm: 'Да, прекратить',
    receipt: 'Расписка',
    receiptHint: 'Для человека: что прекращено, что и когда уничтожается, что остаётся. Имени и номера в ней нет.',
    hold: 'Запрет на уничтожение',
    holdHint: 'Пока дело идёт в суде или полиции, данные не уничтожаются, даже если срок вышел.',
    holdReason: 'Какому делу нужны данные',
    holdSet: 'Запретить уничтожение',
    holdLift: 'Снять запрет',
    heldBy: (name) => `Запрет поставил(а) ${name}.`,
    scan: 'Искать сейчас',
    calls: 'Журнал звонков',
    back: 'Назад',
    printHint: 'Напечатайте страницу (Ctrl+P): меню и кнопки на бумагу не попадут. Номер вписывается от руки.',
  },
  kk: {
    enrol: 'Адамды рәсімдеу',
    name: 'Аты',
    language: 'Адамның тілі',
    until: 'Келісім мерзімі',
    numbersHead: 'Нөмірлер',
    state: 'Күйі',
    nobody: 'Әзірге ешкім рәсімделмеген.',
    endedHead: 'Қорғау тоқтатылған',
    expired: 'мерзімі өткен: нөмірлер ізделмейді',
    soon: (days) => `${days} күн қалды`,
    inForce: 'күшінде',
    held: 'жоюға тыйым салынған',
    destroyOn: 'жойылатын күні',
    destroyed: 'деректері жойылған',
    steps: ['1. Адам', '2. Келісім', '3. Не рұқсат етілген', '4. Нөмір және оның иесін тексеру'],
    nameHint: 'Бүркеншік ат болады. Бұл ат хаттарға келісімде аты деректер арасында аталса ғана жазылады.',
    languageHint: 'Келісім мен қолхат осы тілде басылады.',
    operator: 'Келісім кімге беріледі (ұйым)',
    bin: 'Ұйымның БСН-і',
    binShape: 'БСН 12 цифрдан тұрады.',
    validUntil: 'Қолданылу мерзімі',
    validHint: 'Әдетте 90 күн, бір жылдан аспайды: кейін адамнан қайта сұралады.',
    givenOn: 'Берілген күні',
    givenHow: 'Қалай берілді',
    givenHowHint: 'Мысалы: қағазға қол қойылды, жазылған қоңырауда айтылды.',
    mayHead: 'Не рұқсат етілген',
    scopes: 'Нөмірмен не істеуге болады',
    terms: 'Шарттар',
    thirdParties: 'Үшінші тұлғаларға беруге болады (алаңдарға, заңгерге, полицияға)',
    thirdPartiesHint: 'Онсыз нөмір аталатын хаттар мен өтініштер мүмкін емес.',
    crossBorder: 'Шетелде сақтауға және беруге болады',
    publicDistribution: 'Жария таратуға болады',
    data: 'Қандай деректер',
    dataWords: { name: 'аты-жөні', phone: 'телефон нөмірі', profession: 'кәсібі' },
    dataOther: 'Басқа деректер, үтір арқылы',
    other: 'Тағы не келісілді',
    optional: 'Бос қалдыруға болады.',
    digits: 'Телефон нөмірі',
    digitsHint: 'Жібергеннен кейін толық көрсетілмейді.',
    foreign: 'Басқа елдің нөмірі (+ және ел коды бар)',
    control: 'Адам нөмірдің өзінікі екенін қалай көрсетті',
    controlHint: 'Мысалы: СМС кодын оқып берді. Жеке куәліктің көшірмесі керек емес.',
    controlOn: 'Тексерілген күні',
    verifiedBy: (name) => `Тексерген және рәсімдеген: ${name}.`,
    review: 'Сақтамас бұрын тексеру',
    print: 'Қол қою үшін басып шығару',
    reviewTitle: 'Тексеріп, сақтаңыз',
    reviewHint: 'Әлі ештеңе сақталған жоқ. Бәрі бірге сақталады: адам, келісім және нөмір.',
    save: 'Сақтау',
    change: 'Түзету',
    yes: 'иә',
    no: 'жоқ',
    retype: 'Нөмірді қайта енгізіңіз: ол көрсетілмейді және есте сақталмайды.',
    badDigits: 'Нөмір оқылмайды: қазақстандық нөмір керек, +7 және он цифр, немесе басқа елді белгілеңіз.',
    futureDay: 'Бұл күн әлі келген жоқ.',
    termOver: 'Мерзім болашақта аяқталуы керек.',
    termLong: 'Келісім бір жылдан аспайтын мерзімге беріледі.',
    duplicate: 'Бұл нөмір қорғауда тұр. Әрекет журналға жазылды.',
    personEnded: 'Бұл адамның қорғауы тоқтатылған: оны қайта рәсімдеңіз.',
    consentOver: 'Келісім күшінде емес: алдымен оны жаңартыңыз.',
    abroad: 'Деректер Қазақстаннан тыс сақталады: бұған келісімсіз адамды рәсімдеуге болмайды.',
    saved: 'Сақталды.',
    consent: 'Келісім',
    noConsent: 'Келісім деректері жойылған.',
    earlier: 'Бұрынғы келісімдер',
    renew: 'Келісімді жаңарту',
    renewTitle: (name) => `Жаңа келісім: ${name}`,
    renewSave: 'Келісімді жазу',
    addNumber: 'Нөмір қосу',
    addNumberTitle: (name) => `Жаңа нөмір: ${name}`,
    retire: 'Қорғаудан алу',
    retireTitle: (name) => `${name} қорғаудан алынсын ба?`,
    retireHint: 'Нөмір енді ізделмейді. Табылғандар мен хаттар қалады.',
    controlProven: 'Тексерілген',
    end: 'Қорғауды тоқтату',
    endTitle: (name) => `${name} қорғауы тоқтатылсын ба?`,
    endWhat: 'Не болды',
    endChoices: {
      withdrawn: 'Адам келісімін кері қайтарды: деректермен бірге дәлелдемелер де жойылады',
      ended: 'Қорғау енді қажет емес: дәлелдемелер өз мерзімінде сақталады',
    },
    endEffects: (numbers, matches, letters) =>
      `Нөмірлер бірден ізделмейді: ${numbers}. 15 жұмыс күнінен кейін адамның деректері, ${matches} сәйкестік пен ${letters} хаттың мәтіні жойылады. Мұны қайтаруға болмайды.`,
    endConfirm: 'Иә, тоқтату',
    receipt: 'Қолхат',
    receiptHint: 'Адамға: не тоқтады, не қашан жойылады, не қалады. Онда аты да, нөмірі де жоқ.',
    hold: 'Жоюға тыйым салу',
    holdHint: 'Іс сотта немесе полицияда жүріп жатқанда, мерзімі өтсе де деректер жойылмайды.',
    holdReason: 'Деректер қай іске керек',
    holdSet: 'Жоюға тыйым салу',
    holdLift: 'Тыйымды алу',
    heldBy: (name) => `Тыйым салған: ${name}.`,
    scan: 'Қазір іздеу',
    calls: 'Қоңыраулар журналы',
    back: 'Артқа',
    printHint: 'Бетті басып шығарыңыз (Ctrl+P): мәзір мен түймелер қағазға түспейді. Нөмір қолмен жазылады.',
  },
  en: {
    enrol: 'Enrol a person',
    name: 'Name',
    language: 'Language of the person',
    until: 'Consent until',
    numbersHead: 'Numbers',
    state: 'State',
    nobody: 'Nobody is enrolled yet.',
    endedHead: 'Protection ended',
    expired: 'expired: its numbers are not looked for',
    soon: (days) => `${countedEn(days, 'day', 'days')} left`,
    inForce: 'in force',
    held: 'legal hold',
    destroyOn: 'destroyed on',
    destroyed: 'data destroyed',
    steps: ['1. The person', '2. Consent', '3. What may be done', '4. The number, and proof that it is theirs'],
    nameHint: 'A pseudonym will do. It stands in letters only if the consent lists the name among the data.',
    languageHint: 'Consent and receipt are printed in it.',
    operator: 'To whom the consent is given (organisation)',
    bin: 'BIN of the organisation',
    binShape: 'A BIN has 12 digits.',
    validUntil: 'Valid until',
    validHint: 'Usually 90 days, a year at most: then the person is asked again.',
    givenOn: 'Given on',
    givenHow: 'How it was given',
    givenHowHint: 'For example: signed on paper, said in a recorded call.',
    mayHead: 'What may be done',
    scopes: 'What may be done with the number',
    terms: 'Terms',
    thirdParties: 'May be passed to third parties (platforms, lawyer, police)',
    thirdPartiesHint: 'Without this no letter can name the number.',
    crossBorder: 'May be stored and sent abroad',
    publicDistribution: 'May be made public',
    data: 'Which data',
    dataWords: { name: 'name', phone: 'phone number', profession: 'profession' },
    dataOther: 'Other data, comma-separated',
    other: 'What else was agreed',
    optional: 'May be left empty.',
    digits: 'Phone number',
    digitsHint: 'Once sent it is not shown in full again.',
    foreign: 'A number of another country (with + and country code)',
    control: 'How the person showed that the number is theirs',
    controlHint: 'For example: read back a code from an SMS. No copy of an identity card is needed.',
    controlOn: 'Checked on',
    verifiedBy: (name) => `Checked and enrolled by ${name}.`,
    review: 'Review before saving',
    print: 'Print for signature',
    reviewTitle: 'Review and save',
    reviewHint: 'Nothing is saved yet. Person, consent and number are saved together.',
    save: 'Save',
    change: 'Change it',
    yes: 'yes',
    no: 'no',
    retype: 'Type the number again: it is not shown and not remembered.',
    badDigits: 'The number cannot be read: a Kazakh number, +7 and ten digits, or tick another country.',
    futureDay: 'This day has not come yet.',
    termOver: 'The term must end in the future.',
    termLong: 'A consent is given for a year at most.',
    duplicate: 'This number is protected already. The attempt was written to the log.',
    personEnded: 'The protection of this person has ended: enrol them anew.',
    consentOver: 'The consent is not in force: renew it first.',
    abroad: 'Data are stored outside Kazakhstan: nobody can be enrolled without consent to that.',
    saved: 'Saved.',
    consent: 'Consent',
    noConsent: 'The data of the consent were destroyed.',
    earlier: 'Earlier consents',
    renew: 'Renew the consent',
    renewTitle: (name) => `New consent: ${name}`,
    renewSave: 'Record the consent',
    addNumber: 'Add a number',
    addNumberTitle: (name) => `New number: ${name}`,
    retire: 'Retire',
    retireTitle: (name) => `Retire ${name}?`,
    retireHint: 'The number is not looked for any more. What was found, and letters, stay.',
    controlProven: 'Checked',
    end: 'End the protection',
    endTitle: (name) => `End the protection of ${name}?`,
    endWhat: 'What happened',
    endChoices: {
      withdrawn: 'The person took the consent back: evidence is destroyed together with the data',
      ended: 'Protection is not needed any more: evidence keeps its own term',
    },
    endEffects: (numbers, matches, letters) =>
      `Numbers not looked for from now on: ${numbers}. In 15 working days the person’s data are destroyed, and the texts of ${countedEn(matches, 'match', 'matches')} and ${countedEn(letters, 'letter', 'letters')}. This cannot be undone.`,
    endConfirm: 'Yes, end it',
    receipt: 'Receipt',
    receiptHint: 'For the person: what stopped, what is destroyed when, what stays. No name and no number is in it.',
    hold: 'Legal hold',
    holdHint: 'While a court or the police need the data they are not destroyed, even when their term is over.',
    holdReason: 'Which case needs the data',
    holdSet: 'Set a hold',
    holdLift: 'Lift the hold',
    heldBy: (name) => `The hold was set by ${name}.`,
    scan: 'Scan now',
    calls: 'Call log',
    back: 'Back',
    printHint: 'Print this page (Ctrl+P): menu and buttons stay off the paper. The number is written in by hand.',
  },
};
