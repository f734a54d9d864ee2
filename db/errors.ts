/** `changed-meanwhile`: somebody else changed the record since it was looked at; theirs stands. */
export type RecordErrorKind =
  | 'not-found'
  | 'duplicate'
  | 'ended'
  | 'expired'
  | 'wrong-state'
  | 'changed-meanwhile'
  | 'limit';

/** A request that the records do not allow. The message is one line for staff and never holds a number. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
  readonly kind: RecordErrorKind;
  /** Of the kind limit: which setting of `limits` (db/limits.ts). */
  readonly limit: string | null;

  constructor(kind: RecordErrorKind, message: string, limit: string | null = null) {
    super(message);
    this.kind = kind;
    this.limit = limit;
  }
}

export type DatabaseErrorKind = 'unreachable' | 'newer' | 'locked' | 'lost';

/**
 * The database itself could not serve. `unreachable`: no connection could be made. `newer`: the data belong to a newer
 * version. `locked`: the embedded folder is in use elsewhere. `lost`: the connection broke while a query was under
 * way, so whether it was carried out is not known. The message is one line and holds no password and no parameters.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly kind: DatabaseErrorKind;

  constructor(kind: DatabaseErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The data folder cannot be used: missing, locked, of a newer version, damaged. One line. */
export class HomeError extends Error {
  override readonly name = 'HomeError';
}

/** Keys that cannot be used: missing, open to others, damaged, or of another database. One line, no key material. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

/** Sealed bytes that this key does not open: another key, another place, or changed bytes. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  /** `destroyed`: a person's key was shredded, on purpose and for good. `missing`: it is not on this machine. */
  readonly kind: 'closed' | 'destroyed' | 'missing';

  constructor(message: string, kind: VaultError['kind'] = 'closed') {
    super(message);
    this.kind = kind;
  }
}
