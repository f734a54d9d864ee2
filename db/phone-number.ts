import { inspect } from 'node:util';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Thrown for input that is not an acceptable number. The message never repeats what was typed. */
export class InvalidNumber extends Error {
  override readonly name = 'InvalidNumber';
}

/**
 * Our own wide rule for Kazakh numbers: ten national digits, 70x–78x. Numbering-plan tables lag behind
 * (libphonenumber calls 750, 709, 703 … invalid; facts/other-platforms.md part 3), and a protected number must
 * never be dropped because a library does not know it.
 */
const KAZAKH_NATIONAL = /^7[0-8]\d{8}$/;

/**
 * A protected number. It prints masked (`+7 701 ***-**-01`) in every way JavaScript has of printing a value;
 * `reveal()` is the one way out, so that `grep reveal` lists every place that sees the digits.
 */
export class PhoneNumber {
  readonly #e164: string;

  private constructor(e164: string) {
    this.#e164 = e164;
  }

  /**
   * Reads what a person typed: `8 701 …`, `+7 (701) …`, `7701…`, `701…`.
   * Throws InvalidNumber when it is not a Kazakh number; with `foreign: true` any valid number written with `+`
   * and its country code is taken as well (a journalist abroad).
   */
  static parse(typed: string, options: { foreign?: boolean } = {}): PhoneNumber {
    const text = typed.normalize('NFKC').trim();
    if (!/^[+]?[\d\s().\-–—]+$/.test(text))
      throw new InvalidNumber('not a phone number: only digits, spaces, ( ) - . and a leading + are read');
    const digits = text.replace(/\D/g, '');
    const national =
      digits.length === 11 && (digits.startsWith('7') || (digits.startsWith('8') && !text.startsWith('+')))
        ? digits.slice(1)
        : digits.length === 10 && !text.startsWith('+')
          ? digits
          : null;
    if (national !== null && KAZAKH_NATIONAL.test(national)) return new PhoneNumber(`+7${national}`);
    if (text.startsWith('+') && !text.startsWith('+7')) {
      if (!options.foreign)
        throw new InvalidNumber(
          'not a Kazakh number (+7 70x–78x); a foreign number of an enrolled person needs --foreign',
        );
      const parsed = parsePhoneNumberFromString(text);
      if (parsed?.isValid()) return new PhoneNumber(parsed.number);
      throw new InvalidNumber('not a valid number of the country its code names');
    }
    throw new InvalidNumber('not a Kazakh number: expected ten digits 70x–78x after +7 or 8');
  }

  /** From storage. Throws InvalidNumber when the stored text is not E.164. */
  static fromE164(e164: string): PhoneNumber {
    if (!/^\+[1-9]\d{6,14}$/.test(e164)) throw new InvalidNumber('stored number is not E.164');
    return new PhoneNumber(e164);
  }

  /** The digits, as E.164. The one way out: never into a log, a file name, an address or a mail subject. */
  reveal(): string {
    return this.#e164;
  }

  /**
   * The three digits by which a platform may announce this number (`701` for +7 701 …), no more than `masked()` shows
   * of a Kazakh one. A number from abroad gives every place where its country code may have been cut.
   */
  operatorCodes(): readonly string[] {
    const digits = this.#e164.slice(1);
    const starts = digits.startsWith('7') ? [1] : [0, 1, 2, 3];
    return starts.map((start) => digits.slice(start, start + 3));
  }

  equals(other: PhoneNumber): boolean {
    return this.#e164 === other.#e164;
  }

  /** `+7 701 ***-**-01`; a foreign number shows its first two digits and its last two. */
  masked(): string {
    const e = this.#e164;
    return e.startsWith('+7') && e.length === 12
      ? `+7 ${e.slice(2, 5)} ***-**-${e.slice(-2)}`
      : `${e.slice(0, 3)} ***${e.slice(-2)}`;
  }

  toString(): string {
    return this.masked();
  }

  toJSON(): string {
    return this.masked();
  }

  [Symbol.toPrimitive](): string {
    return this.masked();
  }

  [inspect.custom](): string {
    return this.masked();
  }
}
