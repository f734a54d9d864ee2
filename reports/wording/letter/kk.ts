import type { LetterWording } from '../wording.ts';

const MONTHS = [
  'қаңтар',
  'ақпан',
  'наурыз',
  'сәуір',
  'мамыр',
  'маусым',
  'шілде',
  'тамыз',
  'қыркүйек',
  'қазан',
  'қараша',
  'желтоқсан',
];

/** «23 қарашадағы хат»: the month as an attribute, the suffix after its vowels and its last sound. */
const OF_MONTH = [
  'қаңтардағы',
  'ақпандағы',
  'наурыздағы',
  'сәуірдегі',
  'мамырдағы',
  'маусымдағы',
  'шілдедегі',
  'тамыздағы',
  'қыркүйектегі',
  'қазандағы',
  'қарашадағы',
  'желтоқсандағы',
];

export const KK: LetterWording = {
  date: (day) => `${day.slice(0, 4)} жылғы ${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`,
  dateOf: (day) => `${day.slice(0, 4)} жылғы ${Number(day.slice(8, 10))} ${OF_MONTH[Number(day.slice(5, 7)) - 1]}`,
  shortDate: (day) => `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`,
  outgoing: (reference) => `Шығыс № ${reference}`,
  bin: 'БСН',
  email: 'Эл. пошта:',
  phone: 'Тел.:',
  salutation: 'Құрметті ханымдар мен мырзалар!',
  closing: 'Құрметпен,',
  attachments: 'Қосымша:',
  attachment: (kind) =>
    ({
      screenshots: 'Хабарландырулар беттерінің суреттері',
      evidence: 'Бақылау сомалары бар тіркеп алу материалдары',
      ads: 'Хабарландырулар тізбесі',
      calls: 'Қоңыраулар мен хабарламалар туралы мәліметтер',
      consent: 'Дербес деректер субъектісінің келісімі (көшірме)',
      earlier: 'Бұрын жіберілген хаттардың көшірмелері',
      manifest: 'Бақылау сомалары бар тіркеп алу материалдарының тізімдемесі',
    })[kind],
  sheets: (count) => `${count} парақта`,
  electronic: 'электрондық түрде',
  annexMark: (number, reference, date) => `${date} шығыс № ${reference} хатқа ${number}-қосымша`,
  executor: 'Орындаушы:',
  draft: 'ЖОБА. Жіберуге болмайды: хат бекітілмеген.',
  toBeChecked: 'Заңгердің тексеруіне жатады:',
  textNotProofRead: 'Хаттың осы тілдегі мәтінін қазақстандық заңгер әлі оқып тексерген жоқ.',
  subject: 'дербес деректер субъектісі:',
  addresseeNotChecked: 'Адресаттың деректемелері тексерілмеген: жіберер алдында салыстырып тексеріңіз.',
  fileTitle: (reference, date) => `${date} шығыс № ${reference} хат`,
  ads: {
    numberLabel: (n) => `${n}-нөмір`,
    annexHeading: 'Хабарландырулар тізбесі',
    columns: {
      row: '№',
      ad: 'Хабарландыру',
      number: 'Нөмір',
      firstSeen: 'Анықталған уақыты',
      lastSeen: 'Соңғы рет көрілген уақыты',
    },
    quoted: (title) => `«${title}»`,
    adId: (id) => `Хабарландыру идентификаторы: ${id}`,
    addressHidesNumber:
      'Мекенжайда нөмір бар; цифрлардың бір бөлігі жасырылған. Хабарландыру идентификатор бойынша анықталады.',
    captured: (files, sha256) => `Тіркеп алу: файлдар саны — ${files}; манифестің SHA-256 сомасы: ${sha256}`,
    localTime: (time) => `${time} (Алматы)`,
    adsInAnnex: (total) => `Хабарландырулар тізбесі (барлығы: ${total}) 1-қосымшада келтірілген.`,
  },
  calls: {
    annexHeading: 'Қоңыраулар мен хабарламалар туралы мәліметтер',
    columns: {
      date: 'Күні',
      hours: 'Сағаттары',
      calls: 'Қоңыраулар саны',
      night: 'Оның ішінде түнде',
      messages: 'Хабарламалар саны',
    },
    total: 'Барлығы',
  },
};
