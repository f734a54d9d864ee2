import type { Act } from './norm.ts';

const READ = { validFrom: '2026-07-01', validTo: null, checkedOn: '2026-07-01' } as const;

export const ADMINISTRATIVE_PROCEDURE_CODE = {
  code: 'administrative-procedure-code',
  title: {
    ru: 'Административный процедурно-процессуальный кодекс Республики Казахстан от 29 июня 2020 года № 350-VI',
    kk: 'Қазақстан Республикасының 2020 жылғы 29 маусымдағы № 350-VI Әкімшілік рәсімдік-процестік кодексі',
    en: 'Administrative Procedural and Process Code of the Republic of Kazakhstan of 29 June 2020 No. 350-VI',
  },
  heading: {
    ru: 'Административный процедурно-процессуальный кодекс Республики Казахстан от 29 июня 2020 года № 350-VI:',
    kk: '2020 жылғы 29 маусымдағы № 350-VI Қазақстан Республикасы Әкімшілік рәсімдік-процестік кодексінің:',
    en: 'Administrative Procedural and Process Code of the Republic of Kazakhstan of 29 June 2020 No. 350-VI:',
  },
  norms: [
    {
      ...READ,
      code: 'administrative-procedure-code/76',
      article: '76(1)',
      citation: {
        ru: 'статья 76, часть первая Административного процедурно-процессуального кодекса Республики Казахстан от 29 июня 2020 года № 350-VI',
        kk: '2020 жылғы 29 маусымдағы № 350-VI Қазақстан Республикасы Әкімшілік рәсімдік-процестік кодексінің 76-бабының бірінші бөлігі',
        en: 'article 76, part one of the Administrative Procedural and Process Code of the Republic of Kazakhstan of 29 June 2020 No. 350-VI',
      },
      provision: { ru: 'статья 76, часть первая', kk: '76-бабының бірінші бөлігі', en: 'article 76, part one' },
      gives: {
        ru: 'срок административной процедуры по обращению — пятнадцать рабочих дней со дня регистрации',
        kk: 'өтініш бойынша әкімшілік рәсімнің мерзімі — тіркелген күнінен бастап он бес жұмыс күні',
        en: 'the administrative procedure on an appeal takes fifteen working days from its registration',
      },
      deadline: { workingDays: 15 },
      confidence: 'A',
      source:
        'Primary text, copy of the official base of mid-2026; whether it says point or part 1, and the Kazakh title, are to be compared with the official text.',
    },
  ],
} as const satisfies Act;
