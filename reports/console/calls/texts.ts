import type { Language } from '../../../db/schema/language.ts';

interface CallTexts {
  readonly note: string;
  readonly intro: string;
  readonly person: string;
  readonly day: string;
  readonly fromHour: string;
  readonly toHour: string;
  readonly hourHint: string;
  readonly calls: string;
  readonly messages: string;
  readonly night: string;
  readonly nightHint: string;
  readonly wanted: string;
  readonly wantedHint: string;
  readonly seenWhere: string;
  readonly seenHint: string;
  readonly harm: string;
  readonly harmHint: string;
  readonly save: string;
  readonly saved: string;
  readonly none: string;
  readonly nobody: string;
  readonly log: string;
  readonly hours: string;
  readonly remove: string;
  readonly older: string;
  readonly everyone: string;
  readonly order: string;
  readonly nightNeeded: string;
  readonly nightTooMany: string;
  readonly phoneLike: string;
  readonly notFuture: string;
  readonly notedBy: string;
  readonly check: string;
}

export const CALLS: Readonly<Record<Language, CallTexts>> = {
  ru: {
    note: 'Записать звонки',
    intro: 'Кто звонил, не записывается. Из этих строк складывается таблица вреда в обращении в полицию.',
    person: 'Кому звонили',
    day: 'День',
    fromHour: 'С часа',
    toHour: 'До часа',
    hourHint: 'По времени Алматы, целыми часами: один звонок в 6:14 — с 6 до 7.',
    calls: 'Звонков',
    messages: 'Сообщений',
    night: 'Из них ночью',
    nightHint: 'С 22:00 до 6:00. Нужно, только если часы захватывают и день, и ночь.',
    wanted: 'Что хотел звонящий',
    wantedHint: 'Например: купить корову.',
    seenWhere: 'Где увидел номер',
    seenHint: 'Площадка, раздел. Ссылки вставляйте на странице «Искать сейчас».',
    harm: 'Что это сделало с человеком',
    harmHint: 'Его словами: сон, работа, страх за семью. Можно оставить пустым.',
    save: 'Записать',
    saved: 'Записано.',
    none: 'Записей нет.',
    nobody: 'Сначала оформите человека.',
    log: 'Журнал',
    hours: 'Часы',
    remove: 'Вычеркнуть',
    older: 'Раньше',
    everyone: 'Все',
    order: 'Конец должен быть позже начала.',
    nightNeeded: 'Эти часы захватывают и день, и ночь: укажите, сколько звонков было ночью.',
    nightTooMany: 'Ночных звонков больше, чем всех.',
    phoneLike: 'Похоже на номер телефона. Кто звонил, не записывается.',
    notFuture: 'Этот день ещё не наступил.',
    notedBy: 'Записал(а)',
    check: 'Проверить ссылку',
  },
  kk: {
    note: 'Қоңырауларды жазу',
    intro: 'Кім қоңырау шалғаны жазылмайды. Осы жолдардан полицияға өтініштегі зиян кестесі құралады.',
    person: 'Кімге қоңырау шалды',
    day: 'Күні',
    fromHour: 'Сағаттан',
    toHour: 'Сағатқа дейін',
    hourHint: 'Алматы уақыты, бүтін сағатпен: 6:14-тегі бір қоңырау — 6-дан 7-ге дейін.',
    calls: 'Қоңырау саны',
    messages: 'Хабарлама саны',
    night: 'Оның ішінде түнде',
    nightHint: '22:00-ден 6:00-ге дейін. Сағаттар күнді де, түнді де қамтыса ғана керек.',
    wanted: 'Қоңырау шалушы не сұрады',
    wantedHint: 'Мысалы: сиыр сатып алғысы келді.',
    seenWhere: 'Нөмірді қайдан көрді',
    seenHint: 'Алаң, бөлім. Сілтемені «Қазір іздеу» бетіне қойыңыз.',
    harm: 'Бұл адамға қалай әсер етті',
    harmHint: 'Өз сөзімен: ұйқы, жұмыс, отбасы үшін қорқыныш. Бос қалдыруға болады.',
    save: 'Жазу',
    saved: 'Жазылды.',
    none: 'Жазба жоқ.',
    nobody: 'Алдымен адамды рәсімдеңіз.',
    log: 'Журнал',
    hours: 'Сағаттар',
    remove: 'Сызып тастау',
    older: 'Бұрынғы',
    everyone: 'Бәрі',
    order: 'Аяқталуы басталуынан кейін болуы керек.',
    nightNeeded: 'Бұл сағаттар күнді де, түнді де қамтиды: түнде қанша қоңырау болғанын көрсетіңіз.',
    nightTooMany: 'Түнгі қоңыраулар барлығынан көп.',
    phoneLike: 'Телефон нөміріне ұқсайды. Кім қоңырау шалғаны жазылмайды.',
    notFuture: 'Бұл күн әлі келген жоқ.',
    notedBy: 'Жазған',
    check: 'Сілтемені тексеру',
  },
  en: {
    note: 'Note calls',
    intro: 'Who called is not noted. These lines make up the table of harm in a report to the police.',
    person: 'Who was called',
    day: 'Day',
    fromHour: 'From hour',
    toHour: 'To hour',
    hourHint: 'Almaty time, whole hours: one call at 6:14 is from 6 to 7.',
    calls: 'Calls',
    messages: 'Messages',
    night: 'Of them at night',
    nightHint: '22:00 to 6:00. Needed only where the hours hold day and night.',
    wanted: 'What the caller wanted',
    wantedHint: 'For example: to buy a cow.',
    seenWhere: 'Where they saw the number',
    seenHint: 'Platform, section. Links go on the page “Scan now”.',
    harm: 'What it did to the person',
    harmHint: 'In their own words: sleep, work, fear for the family. May be left empty.',
    save: 'Note it',
    saved: 'Noted.',
    none: 'Nothing is noted.',
    nobody: 'Enrol a person first.',
    log: 'The log',
    hours: 'Hours',
    remove: 'Strike out',
    older: 'Earlier',
    everyone: 'Everyone',
    order: 'The end must come after the beginning.',
    nightNeeded: 'These hours hold day and night: say how many calls came at night.',
    nightTooMany: 'More calls at night than calls.',
    phoneLike: 'This looks like a phone number. Who called is not noted.',
    notFuture: 'This day has not come yet.',
    notedBy: 'Noted by',
    check: 'Check a link',
  },
};
