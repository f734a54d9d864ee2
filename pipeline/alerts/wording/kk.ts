import type { AlertWording } from './wording.ts';

export const KK: AlertWording = {
  subject({ matches, others }) {
    if (others === 0) return `Qorgan: жаңа сәйкестіктер: ${matches}`;
    if (matches === 0) return `Qorgan: назар аудару қажет: ${others}`;
    return `Qorgan: жаңа сәйкестіктер: ${matches}, назар аудару қажет: ${others}`;
  },
  lines: {
    'new-match': (named, count) => `жаңа сәйкестіктер, қарап шығу керек (${count}): ${named}`,
    blocked: (named) => `алаң бізге бас тартып тұр, келесі шолуға дейін одан ештеңе сұралмайды: ${named}`,
    changed: (named) => `алаңды енді оқу мүмкін емес, беттері өзгерген: ${named}`,
    blind: (named) =>
      `алаң қаралды, бірақ нәтиже сенімсіз (бақылау хабарландыруы табылмады немесе бұрынғы түндерге ұқсамайды): ${named}`,
    'consent-ends': (named) =>
      `келісім мерзімі аяқталып барады (жақшада — неше күннен кейін, 0 — аяқталды), адамнан қайта сұраңыз: ${named}`,
    'import-waits': (named) => `адамдар тізімі екінші қызметкерді күтіп тұр: ${named}`,
    uncovered: (named) => `түн соңына дейін толық қаралмаған: ${named}`,
    'missed-night': (named) => `мына түнгі шолу уақытында басталмады: ${named}`,
  },
  more: (named, count) => `${named} және тағы ${count}`,
  closing: '"qorgan matches --state new" пәрменін және соңғы шолуларды қараңыз. Бұл туралы бір рет хабарланады.',
};
