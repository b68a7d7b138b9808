// Activation: the socket that systemd listens on for us, where a socket unit starts us.

const firstFile = 3; // sd_listen_fds(3)

/** The open file that is the port for phones; undefined where the environment hands over none to this process. */
export function handedOver(env: NodeJS.ProcessEnv, pid: number): number | undefined {
  return env['LISTEN_PID'] === `${pid}` && Number(env['LISTEN_FDS']) >= 1 ? firstFile : undefined;
}
