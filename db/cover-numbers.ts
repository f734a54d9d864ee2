/** Ten digits or more, however they are parted: what a phone number looks like when somebody types one in a wrong place. */
const LIKE_A_NUMBER = /\+?\d(?:[\s().\-–—]*\d){9,}/g;

/** Text that a person or a library wrote, with everything that could be a phone number covered. */
export function coverNumbers(text: string): string {
  return text.replace(LIKE_A_NUMBER, '(number covered)');
}
