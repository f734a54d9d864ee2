import type { Language } from '../../../db/schema/language.ts';

interface TextsTexts {
  readonly intro: string;
  readonly kind: string;
  readonly language: string;
  readonly checkedBy: string;
  readonly notChecked: string;
  readonly norms: string;
  readonly read: string;
  readonly checked: string;
  readonly record: string;
  readonly lawyer: string;
  readonly lawyerHint: string;
  readonly invented: string;
  readonly holds: string;
  readonly changed: string;
  readonly saved: string;
  readonly addressees: string;
  readonly addresseesIntro: string;
  readonly platforms: string;
  readonly others: string;
  readonly name: string;
  readonly group: string;
  readonly contact: string;
  readonly checkedOn: string;
  readonly never: string;
  readonly unknown: string;
  readonly back: string;
  readonly byApprover: string;
}

export const TEXTS_PAGE: Readonly<Record<Language, TextsTexts>> = {
  ru: {
    intro: 'Каждый текст читает юрист. Отметка держится, пока в тексте не изменится ни слова и ни одна норма.',
    kind: 'Вид письма',
    language: 'Язык',
    checkedBy: 'Кто проверил',
    notChecked: 'не проверен',
    norms: 'Нормы, которые надо сверить',
    read: 'Прочитать',
    checked: 'Проверено юристом',
    record: 'Записать проверку',
    lawyer: 'Имя юриста',
    lawyerHint: 'Того, кто прочитал именно этот текст.',
    invented: 'Данные в тексте вымышлены.',
    holds: 'Этот текст проверен:',
    changed: 'Пока вы читали, текст изменился. Прочитайте его ещё раз: проверка не записана.',
    saved: 'Проверка записана.',
    addressees: 'Адресаты',
    addresseesIntro:
      'Только для чтения: справочник меняется вместе с программой. Несверенного адресата проверьте перед отправкой.',
    platforms: 'Площадки',
    others: 'Ведомства и другие',
    name: 'Кому',
    group: 'Кто это',
    contact: 'Адрес, почта, форма',
    checkedOn: 'Сверено',
    never: 'не сверено',
    unknown: 'неизвестно',
    back: 'Ко всем текстам',
    byApprover: 'Проверку записывает утверждающий или администратор.',
  },
  kk: {
    intro: 'Әр мәтінді заңгер оқиды. Белгі мәтіннің бір сөзі не бір нормасы өзгергенше күшінде тұрады.',
    kind: 'Хат түрі',
    language: 'Тілі',
    checkedBy: 'Кім тексерді',
    notChecked: 'тексерілмеген',
    norms: 'Салыстыру керек нормалар',
    read: 'Оқу',
    checked: 'Заңгер тексерді',
    record: 'Тексеруді жазу',
    lawyer: 'Заңгердің аты-жөні',
    lawyerHint: 'Дәл осы мәтінді оқыған адам.',
    invented: 'Мәтіндегі деректер ойдан шығарылған.',
    holds: 'Бұл мәтін тексерілген:',
    changed: 'Сіз оқып жатқанда мәтін өзгерді. Оны қайта оқыңыз: тексеру жазылмады.',
    saved: 'Тексеру жазылды.',
    addressees: 'Адресаттар',
    addresseesIntro:
      'Тек оқуға арналған: анықтамалық бағдарламамен бірге өзгереді. Тексерілмеген адресатты жіберер алдында тексеріңіз.',
    platforms: 'Алаңдар',
    others: 'Органдар және басқалар',
    name: 'Кімге',
    group: 'Бұл кім',
    contact: 'Мекенжай, пошта, форма',
    checkedOn: 'Тексерілген күні',
    never: 'тексерілмеген',
    unknown: 'белгісіз',
    back: 'Барлық мәтінге',
    byApprover: 'Тексеруді бекітуші немесе әкімші жазады.',
  },
  en: {
    intro: 'A lawyer reads each text. The mark holds until a word or a norm of that text changes.',
    kind: 'Kind of letter',
    language: 'Language',
    checkedBy: 'Checked by',
    notChecked: 'not checked',
    norms: 'Norms to be compared',
    read: 'Read',
    checked: 'Checked by a lawyer',
    record: 'Record the check',
    lawyer: 'Name of the lawyer',
    lawyerHint: 'Who has read exactly this text.',
    invented: 'The data in the text are invented.',
    holds: 'This text is checked:',
    changed: 'The text changed while you were reading. Read it again: the check was not recorded.',
    saved: 'The check is recorded.',
    addressees: 'Addressees',
    addresseesIntro:
      'Read only: the directory changes with the program. Check one that is not verified before you send.',
    platforms: 'Platforms',
    others: 'Authorities and others',
    name: 'To whom',
    group: 'Who that is',
    contact: 'Address, mail, form',
    checkedOn: 'Verified on',
    never: 'not verified',
    unknown: 'not known',
    back: 'To all texts',
    byApprover: 'An approver or an admin records the check.',
  },
};
