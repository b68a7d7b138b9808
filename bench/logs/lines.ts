// Lines: an invented fleet's logs, the same each time, in the words that phones use.

/** Numbers that look random and are the same each time. */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const components = ['sip', 'so', 'cfg', 'copy', 'log', 'app1', 'lldp', 'rdisk', 'net', 'pps', 'key', 'dns'];
const texts: ((any: (below: number) => number) => string)[] = [
  any => `Reg|UA #${any(3)} registration with sip:${100 + any(900)}@pbx.example.com expires ${any(3600)}`,
  any =>
    `MsgSipTcpPacket to 10.${any(255)}.${any(255)}.${any(255)}:5060 len ${any(1500)}, CSeq ${any(90_000)} INVITE`,
  any => `[CallStateMachine] Call ${any(1 << 30).toString(16)} state changed from ${any(9)} to ${any(9)}`,
  any => `Prov|Server 'prov.example.com' said '0004f2aa${any(65_536).toString(16)}-phone.cfg' is not present`,
  any =>
    `RTCP: jitter ${any(300)} ms, lost ${any(90)} of ${any(9000)} packets, ssrc ${any(2 ** 31).toString(16)}`,
  any => `soRegistrationC::timer expired, re-registering line ${any(6)} in ${any(60)} s, attempt ${any(20)}`,
  any =>
    `key ${any(40)} pressed, hook ${any(2) ? 'on' : 'off'}, headset ${any(2)}, handset ${any(2)}, volume ${any(14)}`,
];

export const linesABody = 700;
const two = (value: number) => String(value).padStart(2, '0');

/** A body of 700 lines that begins at `moment` (milliseconds) and lasts about 12 minutes; a tenth are of level 4 and more, one in 3,000 of level 6. */
export function body(any: (below: number) => number, moment: number): string {
  let text = '';
  let time = moment;
  for (let line = 0; line < linesABody; line++) {
    time += any(3) * 1000;
    const at = new Date(time);
    const stamp = [
      at.getUTCMonth() + 1,
      at.getUTCDate(),
      at.getUTCHours(),
      at.getUTCMinutes(),
      at.getUTCSeconds(),
    ];
    const component = components[any(components.length)] ?? 'sip';
    const level = any(10) > 0 ? any(4) : any(300) > 0 ? 4 + any(2) : 6;
    text += `${stamp.map(two).join('')}|${component.padEnd(5)}|${level}|00|${texts[any(texts.length)]?.(any)}\n`;
  }
  return text;
}

export const macOf = (phone: number) => `0004f2aa${phone.toString(16).padStart(4, '0')}`;
