/** A path of a route, with ids that are well formed and belong to nothing. */
export function pathOf(path: string, id = '999999'): string {
  const letters: Readonly<Record<string, string>> = {
    ...{
      match: 'm',
      letter: 'l',
      number: 'n',
      person: 'p',
      run: 'r',
      capture: 'c',
      lookup: 'h',
      user: 'u',
      call: '',
      check: '',
    },
  };
  return path.replace(/:(\w+)/g, (_, name: string) => (name in letters ? `${letters[name]}${id}` : 'nothing'));
}

/** Ids that nobody has, and what is no id at all. */
export const IDS = [
  '0',
  '-1',
  '999999',
  '2147483648',
  '99999999999999999999',
  '999999%20or%201=1',
  "999999'",
  '999999%00',
  '%2e%2e',
  'NaN',
  '1e3',
];

/** Ways out of a folder. */
export const TRAVERSALS = [
  '../../../../etc/passwd',
  '..%2f..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e/%2e%2e/%2e%2e/etc/passwd',
  '%2e%2e%2f%2e%2e%2fpackage.json',
  '..%252f..%252fpackage.json',
  '..%5c..%5cpackage.json',
  '..\\..\\package.json',
  '%c0%ae%c0%ae%c0%afpackage.json',
  '..%c0%afpackage.json',
  '....//....//package.json',
  '%2fetc%2fpasswd',
  'console.css%00.png',
  'console.css/../../../package.json',
  'file:%2f%2f%2fetc%2fpasswd',
  'constructor',
  '__proto__',
] as const;

/** Where an open redirect would lead. */
export const FOREIGN = [
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '\\\\evil.example/',
  '/%2f/evil.example',
  '/%09/evil.example',
  '/\t/evil.example',
  'https:evil.example',
  'javascript:alert(1)//evil.example',
  '///evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '@evil.example',
  '.evil.example',
] as const;
