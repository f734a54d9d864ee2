import type { Language } from '../../../db/schema/language.ts';
import { countedEn, countedRu } from '../times.ts';

interface MatchTexts {
  readonly filter: string;
  readonly state: string;
  readonly platform: string;
  readonly person: string;
  readonly personHint: string;
  readonly campaign: string;
  readonly campaignHint: string;
  readonly any: string;
  readonly apply: string;
  readonly counts: (fresh: number, confirmed: number, dismissed: number) => string;
  readonly none: string;
  readonly match: string;
  readonly number: string;
  readonly how: string;
  readonly seen: string;
  readonly older: string;
  readonly newest: string;
  readonly back: string;
  readonly next: string;
  readonly decision: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly confirm: string;
  readonly notOurs: string;
  readonly ownAd: string;
  readonly whyNotOurs: string;
  readonly goNext: string;
  readonly changed: (by: string, state: string) => string;
  readonly already: string;
  readonly decidedBy: string;
  readonly undecided: string;
  readonly ad: string;
  readonly masked: string;
  readonly showCaptured: string;
  readonly shownOnce: string;
  readonly hideAgain: string;
  readonly sealed: string;
  readonly sealedMend: string;
  readonly noCapture: string;
  readonly unreadable: string;
  readonly screenshot: string;
  readonly photo: string;
  readonly pageText: string;
  readonly files: string;
  readonly filesHint: string;
  readonly howSeen: string;
  readonly places: string;
  readonly sure: string;
  readonly sureParts: Readonly<Record<'place' | 'rule-strong' | 'rule-weak' | 'several', string>>;
  readonly address: string;
  readonly adId: string;
  readonly presence: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly history: string;
  readonly event: string;
  readonly when: string;
  readonly found: string;
  readonly captured: Readonly<Record<'complete' | 'partial' | 'failed', string>>;
  readonly rechecked: Readonly<Record<'live' | 'removed' | 'unknown', string>>;
  readonly letter: string;
  readonly letterSent: string;
  readonly sameCampaign: string;
  readonly toCampaign: (n: number) => string;
  readonly noCampaign: string;
  readonly field: Readonly<
    Record<'title' | 'description' | 'contact' | 'contact.name' | 'seller.name' | 'photo-alt', string>
  >;
  readonly evidence: string;
  readonly verified: (files: number) => string;
  readonly notVerified: string;
  readonly verifyLater: string;
  readonly times: string;
  readonly noTimes: string;
  readonly export: string;
  readonly exportHint: string;
  readonly whole: string;
  readonly working: string;
  readonly letters: string;
  readonly copy: string;
}

export const MATCHES: Readonly<Record<Language, MatchTexts>> = {
  ru: {
    filter: 'Отбор',
    state: 'Решение',
    platform: 'Площадка',
    person: 'Человек',
    personHint: 'Краткое имя, например p1',
    campaign: 'Кампания',
    campaignHint: 'По совпадению, например m12',
    any: 'любое',
    apply: 'Показать',
    counts: (fresh, confirmed, dismissed) => `Новых: ${fresh}. Подтверждено: ${confirmed}. Отклонено: ${dismissed}.`,
    none: 'Таких совпадений нет.',
    match: 'Совпадение',
    number: 'Номер',
    how: 'Как указан номер',
    seen: 'Впервые замечено',
    older: 'Более старые',
    newest: 'К самым новым',
    back: 'К списку',
    next: 'Следующее',
    decision: 'Решение',
    reason: 'Причина',
    reasonHint: 'Для «не наше» обязательна. Остаётся в записях.',
    confirm: 'Подтвердить',
    notOurs: 'Не наше',
    ownAd: 'Своё объявление',
    whyNotOurs: 'Напишите, почему это не наше.',
    goNext: 'После решения открыть следующее в списке',
    changed: (by, state) =>
      `Пока вы смотрели, решение принял(а) ${by}: ${state}. Ваше решение не записано, прежнее не изменено.`,
    already: 'Такое решение уже записано.',
    decidedBy: 'Кто решил',
    undecided: 'Решения ещё нет.',
    ad: 'Объявление',
    masked: 'Текст прочитан с площадки и хранится у нас. Номер скрыт, его место отмечено.',
    showCaptured: 'Показать, как снято',
    shownOnce: 'Показ записан в журнал с вашим именем. Это снятые доказательства, не сама площадка.',
    hideAgain: 'Скрыть номер',
    sealed: 'Доказательства запечатаны ключами сотрудников: этот сервер не может их прочитать.',
    sealedMend:
      'Откройте их на своём компьютере со своим ключом age: скопируйте папку и выполните age -d -i KEY_FILE screenshot.png.age > screenshot.png, либо выгрузите дело командой:',
    noCapture: 'Для этого объявления ничего не снято.',
    unreadable: 'Файл прочитать нельзя: его нет или он изменён.',
    screenshot: 'Снимок страницы',
    photo: 'Фото',
    pageText: 'Исходный текст страницы',
    files: 'Файлы',
    filesHint: 'Каждое получение файла записывается в журнал. Страницы отдаются только как текст.',
    howSeen: 'Как замечен номер',
    places: 'Места',
    sure: 'Надёжность',
    sureParts: {
      place: 'где стоит номер',
      'rule-strong': 'чтение однозначно',
      'rule-weak': 'возможны другие прочтения, нужен взгляд человека',
      several: 'номер стоит в нескольких местах',
    },
    address: 'Адрес',
    adId: 'Номер объявления',
    presence: 'На площадке',
    firstSeen: 'Впервые',
    lastSeen: 'В последний раз',
    history: 'История',
    event: 'Что было',
    when: 'Когда',
    found: 'найдено',
    captured: { complete: 'снято полностью', partial: 'снято частично', failed: 'снять не удалось' },
    rechecked: { live: 'проверено: опубликовано', removed: 'проверено: удалено', unknown: 'проверить не удалось' },
    letter: 'письмо написано',
    letterSent: 'письмо отправлено',
    sameCampaign: 'Та же кампания',
    toCampaign: (n) => `Кампания: ${countedRu(n, 'объявление', 'объявления', 'объявлений')}`,
    noCampaign: 'Других подтверждённых объявлений этой кампании нет.',
    field: {
      title: 'Заголовок',
      description: 'Описание',
      contact: 'Контакты',
      'contact.name': 'Имя для связи',
      'seller.name': 'Имя продавца',
      'photo-alt': 'Подпись к фото',
    },
    evidence: 'Доказательства',
    verified: (files) =>
      `Проверено: ${countedRu(files, 'файл совпадает', 'файла совпадают', 'файлов совпадают')} с описью и подписью.`,
    notVerified: 'Проверка нашла расхождения',
    verifyLater: 'Запечатано: проверить может тот, у кого есть ключ (qorgan evidence verify --identity).',
    times: 'Время подтверждено',
    noTimes: 'Время не подтверждено третьей стороной.',
    export: 'Выгрузить доказательства',
    exportHint: 'Один подписанный ZIP для юриста, нотариуса или суда. Выгрузка записывается в журнал.',
    whole: 'всё: для нотариуса и суда, номер виден',
    working: 'рабочая копия: чужие данные закрыты',
    letters: 'Приложить письма',
    copy: 'Что выгрузить',
  },
  kk: {
    filter: 'Сүзгі',
    state: 'Шешім',
    platform: 'Алаң',
    person: 'Адам',
    personHint: 'Қысқа аты, мысалы p1',
    campaign: 'Науқан',
    campaignHint: 'Сәйкестік бойынша, мысалы m12',
    any: 'кез келген',
    apply: 'Көрсету',
    counts: (fresh, confirmed, dismissed) =>
      `Жаңасы: ${fresh}. Расталғаны: ${confirmed}. Қабылданбағаны: ${dismissed}.`,
    none: 'Мұндай сәйкестік жоқ.',
    match: 'Сәйкестік',
    number: 'Нөмір',
    how: 'Нөмір қалай жазылған',
    seen: 'Алғаш байқалған уақыты',
    older: 'Ескірегі',
    newest: 'Ең жаңаларына',
    back: 'Тізімге',
    next: 'Келесі',
    decision: 'Шешім',
    reason: 'Себебі',
    reasonHint: '«Біздікі емес» үшін міндетті. Жазбада қалады.',
    confirm: 'Растау',
    notOurs: 'Біздікі емес',
    ownAd: 'Өз хабарландыруы',
    whyNotOurs: 'Неге біздікі емес екенін жазыңыз.',
    goNext: 'Шешімнен кейін тізімдегі келесісін ашу',
    changed: (by, state) =>
      `Сіз қарап отырғанда ${by} шешім қабылдады: ${state}. Сіздің шешіміңіз жазылмады, бұрынғысы өзгермеді.`,
    already: 'Мұндай шешім жазылып қойған.',
    decidedBy: 'Шешкен адам',
    undecided: 'Шешім әлі жоқ.',
    ad: 'Хабарландыру',
    masked: 'Мәтін алаңнан оқылып, бізде сақталған. Нөмір жасырылған, орны белгіленген.',
    showCaptured: 'Түсірілген күйінде көрсету',
    shownOnce: 'Көрсету журналға сіздің атыңызбен жазылды. Бұл — түсірілген дәлелдер, алаңның өзі емес.',
    hideAgain: 'Нөмірді жасыру',
    sealed: 'Дәлелдер қызметкерлердің кілттерімен мөрленген: бұл сервер оларды оқи алмайды.',
    sealedMend:
      'Оларды өз компьютеріңізде age кілтіңізбен ашыңыз: қалтаны көшіріп, age -d -i KEY_FILE screenshot.png.age > screenshot.png орындаңыз немесе істі мына пәрменмен шығарыңыз:',
    noCapture: 'Бұл хабарландырудан ештеңе түсірілмеген.',
    unreadable: 'Файлды оқу мүмкін емес: ол жоқ немесе өзгертілген.',
    screenshot: 'Бет суреті',
    photo: 'Фото',
    pageText: 'Беттің бастапқы мәтіні',
    files: 'Файлдар',
    filesHint: 'Әр файл алынғанда журналға жазылады. Беттер тек мәтін түрінде беріледі.',
    howSeen: 'Нөмір қалай байқалды',
    places: 'Орындар',
    sure: 'Сенімділік',
    sureParts: {
      place: 'нөмір тұрған жер',
      'rule-strong': 'бір ғана оқылуы бар',
      'rule-weak': 'басқаша оқылуы мүмкін, адам қарауы керек',
      several: 'нөмір бірнеше жерде тұр',
    },
    address: 'Мекенжай',
    adId: 'Хабарландыру нөмірі',
    presence: 'Алаңда',
    firstSeen: 'Алғаш рет',
    lastSeen: 'Соңғы рет',
    history: 'Тарихы',
    event: 'Не болды',
    when: 'Қашан',
    found: 'табылды',
    captured: { complete: 'толық түсірілді', partial: 'ішінара түсірілді', failed: 'түсіру мүмкін болмады' },
    rechecked: {
      live: 'тексерілді: жарияланып тұр',
      removed: 'тексерілді: жойылды',
      unknown: 'тексеру мүмкін болмады',
    },
    letter: 'хат жазылды',
    letterSent: 'хат жіберілді',
    sameCampaign: 'Сол науқан',
    toCampaign: (n) => `Науқан: ${n} хабарландыру`,
    noCampaign: 'Бұл науқанның басқа расталған хабарландыруы жоқ.',
    field: {
      title: 'Тақырып',
      description: 'Сипаттама',
      contact: 'Байланыс',
      'contact.name': 'Байланысатын адам',
      'seller.name': 'Сатушының аты',
      'photo-alt': 'Суреттің сипаттамасы',
    },
    evidence: 'Дәлелдер',
    verified: (files) => `Тексерілді: ${files} файл тізімдеме мен қолтаңбаға сай.`,
    notVerified: 'Тексеру айырмашылық тапты',
    verifyLater: 'Мөрленген: кілті бар адам тексере алады (qorgan evidence verify --identity).',
    times: 'Уақыты расталды',
    noTimes: 'Уақытты үшінші тарап растаған жоқ.',
    export: 'Дәлелдерді шығару',
    exportHint: 'Заңгерге, нотариусқа немесе сотқа арналған бір қол қойылған ZIP. Шығару журналға жазылады.',
    whole: 'бәрі: нотариус пен сотқа, нөмір көрінеді',
    working: 'жұмыс көшірмесі: бөгде деректер жабылған',
    letters: 'Хаттарды қосу',
    copy: 'Нені шығару керек',
  },
  en: {
    filter: 'Filter',
    state: 'Decision',
    platform: 'Platform',
    person: 'Person',
    personHint: 'Short name, such as p1',
    campaign: 'Campaign',
    campaignHint: 'By a match of it, such as m12',
    any: 'any',
    apply: 'Show',
    counts: (fresh, confirmed, dismissed) => `New: ${fresh}. Confirmed: ${confirmed}. Dismissed: ${dismissed}.`,
    none: 'No such matches.',
    match: 'Match',
    number: 'Number',
    how: 'How the number stands',
    seen: 'First seen',
    older: 'Older ones',
    newest: 'To the newest',
    back: 'Back to the list',
    next: 'Next',
    decision: 'Decision',
    reason: 'Reason',
    reasonHint: 'Needed for “not ours”. It stays in the records.',
    confirm: 'Confirm',
    notOurs: 'Not ours',
    ownAd: 'Own ad',
    whyNotOurs: 'Write why this is not ours.',
    goNext: 'After the decision open the next one of the list',
    changed: (by, state) =>
      `While you were looking, ${by} decided: ${state}. Your decision was not recorded; theirs stands.`,
    already: 'This decision stands already.',
    decidedBy: 'Decided by',
    undecided: 'Nobody has decided yet.',
    ad: 'The ad',
    masked: 'The text as it was read from the platform and kept here. The number is masked, its place is marked.',
    showCaptured: 'Show it as captured',
    shownOnce: 'This was written to the log under your name. It is the captured evidence, not the platform itself.',
    hideAgain: 'Mask the number again',
    sealed: 'The evidence is sealed to the keys of staff: this server cannot read it.',
    sealedMend:
      'Open it on your own computer with your age key: copy the folder and run age -d -i KEY_FILE screenshot.png.age > screenshot.png, or export the case by this command:',
    noCapture: 'Nothing was captured of this ad.',
    unreadable: 'A file cannot be read: it is missing or was changed.',
    screenshot: 'Picture of the page',
    photo: 'Photo',
    pageText: 'Source text of the page',
    files: 'Files',
    filesHint: 'Each file taken is written to the log. Pages are given as text only.',
    howSeen: 'How the number was seen',
    places: 'Places',
    sure: 'How sure',
    sureParts: {
      place: 'where the number stands',
      'rule-strong': 'it can be read in one way only',
      'rule-weak': 'it may be read otherwise: a person has to look',
      several: 'it stands in several places',
    },
    address: 'Address',
    adId: 'Id of the ad',
    presence: 'On the platform',
    firstSeen: 'First seen',
    lastSeen: 'Last seen',
    history: 'History',
    event: 'What happened',
    when: 'When',
    found: 'found',
    captured: { complete: 'captured whole', partial: 'captured in part', failed: 'could not be captured' },
    rechecked: { live: 'rechecked: published', removed: 'rechecked: removed', unknown: 'could not be rechecked' },
    letter: 'letter written',
    letterSent: 'letter sent',
    sameCampaign: 'Same campaign',
    toCampaign: (n) => `Campaign of ${countedEn(n, 'ad', 'ads')}`,
    noCampaign: 'No other confirmed ad belongs with it.',
    field: {
      title: 'Title',
      description: 'Description',
      contact: 'Contacts',
      'contact.name': 'Name to ask for',
      'seller.name': 'Name of the seller',
      'photo-alt': 'Words under a photo',
    },
    evidence: 'Evidence',
    verified: (files) =>
      `Checked: ${countedEn(files, 'file agrees', 'files agree')} with the manifest and its signature.`,
    notVerified: 'The check found differences',
    verifyLater: 'Sealed: whoever has the key can check it (qorgan evidence verify --identity).',
    times: 'Time confirmed',
    noTimes: 'The time is not confirmed by a third party.',
    export: 'Export the evidence',
    exportHint: 'One signed ZIP for a lawyer, a notary or a court. The export is written to the log.',
    whole: 'everything: for the notary and the court, the number can be read',
    working: 'working copy: other people are covered',
    letters: 'With the letters',
    copy: 'What to export',
  },
};
