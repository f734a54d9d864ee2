import type { Language } from '../../db/schema/language.ts';
import type { DifferenceKind, KnownDifference } from '../../db/verify-log.ts';

interface DifferenceTexts {
  readonly entry: (seq: number) => string;
  readonly kind: Readonly<Record<DifferenceKind, string>>;
}

const DIFFERENCES: Readonly<Record<Language, DifferenceTexts>> = {
  ru: {
    entry: (seq) => `запись ${seq}`,
    kind: {
      'entry-missing': 'её нет',
      'entry-order': 'стоит не по порядку',
      'entry-body': 'её содержание изменено',
      'entry-hash': 'её хеш ей не принадлежит',
      'entry-unbound': 'не связана с предыдущей записью',
      'ends-early': 'журнал обрывается раньше неё',
      'ends-late': 'добавлена после конца журнала',
      'ends-otherwise': 'это не та запись, которой журнал кончался',
      'folder-missing': 'папки нет на месте',
      'file-missing': 'файла нет',
      'file-closed': 'запечатанный файл не открывается: изменён или запечатан для другого ключа',
      'file-changed': 'файл изменён: его SHA-256 не тот, что в описи',
      'file-unnamed': 'в описи такого файла нет',
      'manifest-changed': 'опись изменена: её SHA-256 не тот, что в журнале',
      'manifest-damaged': 'опись не читается',
      signature: 'подпись описи не от этой установки',
      'timestamp-missing': 'метки времени нет, хотя журнал её называет',
      'timestamp-unreadable': 'это не метка времени',
      'timestamp-unnamed': 'журнал не называет эту метку времени',
      'timestamp-changed': 'метка времени не та, что в журнале',
      'timestamp-invalid': 'метка времени недействительна',
    },
  },
  kk: {
    entry: (seq) => `${seq}-жазба`,
    kind: {
      'entry-missing': 'жоқ',
      'entry-order': 'ретімен тұрған жоқ',
      'entry-body': 'мазмұны өзгертілген',
      'entry-hash': 'хеші оған тиесілі емес',
      'entry-unbound': 'алдыңғы жазбамен байланыспаған',
      'ends-early': 'журнал оған жетпей үзіледі',
      'ends-late': 'журналдың соңынан кейін қосылған',
      'ends-otherwise': 'журнал аяқталған жазба бұл емес',
      'folder-missing': 'қалта орнында жоқ',
      'file-missing': 'файл жоқ',
      'file-closed': 'мөрленген файл ашылмайды: өзгертілген не басқа кілтке мөрленген',
      'file-changed': 'файл өзгертілген: SHA-256 мәні тізімдемедегідей емес',
      'file-unnamed': 'тізімдемеде мұндай файл жоқ',
      'manifest-changed': 'тізімдеме өзгертілген: SHA-256 мәні журналдағыдай емес',
      'manifest-damaged': 'тізімдеме оқылмайды',
      signature: 'тізімдеменің қолтаңбасы осы орнатымдікі емес',
      'timestamp-missing': 'журналда аталғанымен, уақыт белгісі жоқ',
      'timestamp-unreadable': 'бұл уақыт белгісі емес',
      'timestamp-unnamed': 'журналда мұндай уақыт белгісі аталмаған',
      'timestamp-changed': 'уақыт белгісі журналдағыдай емес',
      'timestamp-invalid': 'уақыт белгісі жарамсыз',
    },
  },
  en: {
    entry: (seq) => `entry ${seq}`,
    kind: {
      'entry-missing': 'is missing',
      'entry-order': 'stands out of its order',
      'entry-body': 'what it says was changed',
      'entry-hash': 'its hash does not belong to it',
      'entry-unbound': 'is not bound to the entry before it',
      'ends-early': 'the log ends before it',
      'ends-late': 'was added after the end of the log',
      'ends-otherwise': 'is not the entry with which the log ended',
      'folder-missing': 'its folder is missing',
      'file-missing': 'the file is missing',
      'file-closed': 'the sealed file does not open: changed, or sealed for another key',
      'file-changed': 'the file was changed: its SHA-256 is not the one in the manifest',
      'file-unnamed': 'the manifest does not name it',
      'manifest-changed': 'the manifest was changed: its SHA-256 is not the one in the log',
      'manifest-damaged': 'the manifest cannot be read',
      signature: 'the signature of the manifest is not this installation’s',
      'timestamp-missing': 'the timestamp is missing, though the log names it',
      'timestamp-unreadable': 'is no timestamp',
      'timestamp-unnamed': 'the log does not name this timestamp',
      'timestamp-changed': 'the timestamp is not the one in the log',
      'timestamp-invalid': 'the timestamp does not hold',
    },
  },
};

/** Where something is not as it was, and what, in the user's language: `c1/page.html: …`, `entry 7: …`. */
export function differenceWords(language: Language, { where, kind, seq }: KnownDifference): string {
  const say = DIFFERENCES[language];
  return `${seq === undefined ? where : say.entry(seq)}: ${say.kind[kind]}`;
}
