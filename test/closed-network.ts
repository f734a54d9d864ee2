import dns from 'node:dns';
import net from 'node:net';

/**
 * No test reaches the outside: every socket to a host that is not loopback (or a Unix socket) throws at once.
 * Real servers on 127.0.0.1 stand in for the world.
 */
const LOOPBACK = /^(127(\.\d+){3}|::1|localhost)$/;

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
  const flat = (Array.isArray(args[0]) ? args[0] : args) as unknown[];
  const first = flat[0];
  const options =
    typeof first === 'object' && first !== null ? (first as { host?: string; path?: string }) : { host: flat[1] };
  const host = 'path' in options && options.path ? 'localhost' : String(options.host ?? 'localhost');
  if (!LOOPBACK.test(host)) throw new Error(`test reached for the outside network: ${host}`);
  return Reflect.apply(connect, this, args) as net.Socket;
} as typeof connect;

const lookup = dns.lookup;
// biome-ignore lint/suspicious/noExplicitAny: dns.lookup has four overloads; this guard only reads the first argument
(dns as any).lookup = (hostname: string, ...rest: unknown[]) => {
  // A server that listens on every address of the machine asks for this one; nobody is reached by it.
  if (!LOOPBACK.test(hostname) && hostname !== '0.0.0.0')
    throw new Error(`test reached for the outside network: ${hostname}`);
  return Reflect.apply(lookup as (...args: unknown[]) => unknown, dns, [hostname, ...rest]);
};
