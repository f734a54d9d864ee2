import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process as others can know it again. */
export interface ProcessMark {
  readonly machine: string;
  readonly pid: number;
  /** Start of the process and of the machine: a pid is used again, these pairs are not. `null` where /proc is missing. */
  readonly born: string | null;
}

/** This process. Two containers of one name have process numbers of their own, so the machine names their space too. */
export function thisProcess(): ProcessMark {
  return { machine: `${hostname()} ${pidSpace()}`, pid: process.pid, born: bornOf(process.pid) };
}

/** Whether a process certainly lives no more: seen from the same machine only; of another one nothing is known. */
export function isProvablyDead(mark: ProcessMark): boolean {
  return mark.machine === thisProcess().machine && mark.born !== null && !isAlive(mark);
}

/** Whether a process of this machine lives. */
export function isAlive({ pid, born }: Pick<ProcessMark, 'pid' | 'born'>): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return born === null || born === bornOf(pid);
}

/** When a process and its machine started, as one word; `null` without /proc, and of a process that has ended. */
export function bornOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name may hold spaces and brackets; the fields after its last bracket are plain. Start time is field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : `${boot}/${fields[19]}`;
  } catch {
    return null;
  }
}

function pidSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
