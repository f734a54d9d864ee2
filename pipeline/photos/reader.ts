import { formatOf } from './format.ts';
import type { LookRequest } from './messages.ts';
import { couldNotLook, type PhotoReading } from './reading.ts';
import { type ReadingProcess, startReadingProcess } from './reading-process.ts';

export interface PhotoReaderOptions {
  /** Processes that read at the same time; each takes one core and about 0.8 GB while it reads. Default 1. */
  readonly workers?: number;
  /** For one picture, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number;
  /** Resident memory of one process, in MiB. Default 2,048. Watched on Linux; elsewhere only the pixel cap bounds it. */
  readonly memoryMb?: number;
  /** Default 20 MiB. */
  readonly maxBytes?: number;
  /** Width × height as the file states them. Default 64 million. */
  readonly maxPixels?: number;
  /** After so many pictures a process is replaced, because OpenCV's memory only ever grows. Default 200. */
  readonly picturesPerProcess?: number;
}

export interface PhotoReader {
  readonly workers: number;
  /** Never throws, whatever the bytes are. Waits while all processes are busy. */
  read(bytes: Uint8Array): Promise<PhotoReading>;
  /** The same with nothing read in it, for its fingerprint alone: some 50 ms. */
  fingerprint(bytes: Uint8Array): Promise<PhotoReading>;
  /** Ends the processes; pictures still waiting are answered `stopped`. */
  close(): Promise<void>;
}

interface Job {
  readonly bytes: Uint8Array;
  readonly want: LookRequest['want'];
  readonly answer: (reading: PhotoReading) => void;
}

/**
 * Reads pictures in processes of their own. Not in worker threads: image decoders and OCR are native code, and a crash
 * in a thread ends the whole sweep, while a thread's memory limit does not cover native memory. A process that hangs,
 * crashes or outgrows its memory is killed; its picture is answered `could-not-look`, with what had been seen until then,
 * and the next picture gets a new process. The processes get an empty environment: no keys to steal.
 */
export function createPhotoReader(options: PhotoReaderOptions = {}): PhotoReader {
  const workers = options.workers ?? 1;
  const limits = {
    timeoutMs: options.timeoutMs ?? 30_000,
    memoryMb: options.memoryMb ?? 2_048,
    maxPixels: options.maxPixels ?? 64_000_000,
    pictures: options.picturesPerProcess ?? 200,
  };
  const maxBytes = options.maxBytes ?? 20 * 1024 * 1024;
  const waiting: Job[] = [];
  const idle: ReadingProcess[] = [];
  const living = new Set<ReadingProcess>();
  let closed = false;

  const serve = (): void => {
    while (waiting.length > 0) {
      const process = idle.pop() ?? (living.size < workers ? started() : null);
      if (process === null) return;
      const job = waiting.shift()!;
      void process.look(job.bytes, job.want).then((reading) => {
        if (process.usable()) idle.push(process);
        else retire(process);
        job.answer(reading);
        serve();
      });
    }
  };
  const started = (): ReadingProcess => {
    const process = startReadingProcess(limits);
    living.add(process);
    return process;
  };
  const retire = (process: ReadingProcess): void => {
    living.delete(process);
    void process.end();
  };

  const ask = async (bytes: Uint8Array, want: LookRequest['want']): Promise<PhotoReading> => {
    if (closed) return couldNotLook('stopped');
    if (bytes.length > maxBytes) return couldNotLook('too-large');
    const format = formatOf(bytes);
    if (format === 'not-an-image' || format === 'format-not-allowed') return couldNotLook(format);
    return new Promise((resolve) => {
      waiting.push({ bytes, want, answer: resolve });
      serve();
    });
  };

  return {
    workers,
    read: (bytes) => ask(bytes, 'reading'),
    fingerprint: (bytes) => ask(bytes, 'fingerprint'),
    close: async () => {
      closed = true;
      for (const job of waiting.splice(0)) job.answer(couldNotLook('stopped'));
      await Promise.all([...living].map((process) => process.end()));
    },
  };
}
