import type { Language } from '../../../db/schema/language.ts';

interface LogTexts {
  readonly kind: string;
  readonly everything: string;
  readonly by: string;
  readonly since: string;
  readonly show: string;
  readonly none: string;
  readonly older: string;
  readonly newest: string;
  readonly verify: string;
  readonly whole: (entries: number) => string;
  readonly differs: (count: number) => string;
  readonly differsMend: string;
  readonly lastHash: string;
  readonly exported: string;
  readonly exportHint: string;
  readonly back: string;
}

export const LOG: Readonly<Record<Language, LogTexts>> = {
  ru: {
    kind: 'Что сделано',
    everything: 'всё',
    by: 'Кто',
    since: 'Начиная с дня',
    show: 'Показать',
    none: 'Таких записей нет.',
    older: 'Раньше',
    newest: 'К новым',
    verify: 'Проверить целостность',
    whole: (entries) => `Журнал цел: записей ${entries}, ни одна не изменена, не убрана и не переставлена.`,
    differs: (count) => `Журнал изменён: отличий ${count}.`,
    differsMend: 'Сообщите администратору. Запишите, какие записи названы, и ничего не исправляйте.',
    lastHash: 'Последняя запись',
    exported: 'Выгрузить (CSV)',
    exportHint: 'В журнале только краткие имена: ни номеров, ни имён защищаемых людей. Выгрузка записывается.',
    back: 'К журналу',
  },
  kk: {
    kind: 'Не істелді',
    everything: 'бәрі',
    by: 'Кім',
    since: 'Мына күннен бастап',
    show: 'Көрсету',
    none: 'Мұндай жазба жоқ.',
    older: 'Бұрынғы',
    newest: 'Жаңаларына',
    verify: 'Тұтастығын тексеру',
    whole: (entries) => `Журнал бүтін: ${entries} жазба, бірде-бірі өзгертілмеген, алынбаған, орны ауыспаған.`,
    differs: (count) => `Журнал өзгертілген: ${count} айырмашылық.`,
    differsMend: 'Әкімшіге хабарлаңыз. Аталған жазбаларды жазып алып, ештеңені түзетпеңіз.',
    lastHash: 'Соңғы жазба',
    exported: 'Жүктеп алу (CSV)',
    exportHint:
      'Журналда тек қысқа атаулар бар: нөмірлер де, қорғалатын адамдардың аттары да жоқ. Жүктеп алу жазылады.',
    back: 'Журналға',
  },
  en: {
    kind: 'What was done',
    everything: 'everything',
    by: 'Who',
    since: 'From this day on',
    show: 'Show',
    none: 'There are no such entries.',
    older: 'Earlier',
    newest: 'To the newest',
    verify: 'Verify the log',
    whole: (entries) => `The log is whole: ${entries} entries, none changed, taken out or moved.`,
    differs: (count) => `The log was changed: ${count} differences.`,
    differsMend: 'Tell your admin. Write down which entries are named, and mend nothing.',
    lastHash: 'The last entry',
    exported: 'Export (CSV)',
    exportHint: 'The log holds short names only: no numbers, no names of protected people. An export is written down.',
    back: 'To the log',
  },
};
