// Phone: one that keeps what it wrote until it was acknowledged, and tries again.

/** What a phone wrote, and how much of it the server has acknowledged. */
export interface UploadingPhone {
  mac: string;
  written(): string;
  acknowledged(): number;
  /** writes some lines and uploads; false where there was no answer */
  upload(url: string): Promise<boolean>;
}

const line = (mac: string, number: number) =>
  `1124${String(100000 + (number % 60)).slice(-6)}|sip  |${number % 7}|00|phone ${mac} line ${number} ${'x'.repeat(number % 90)}\n`;

/** A phone that asks how much is there and sends the rest as a range. */
export function rangePhone(mac: string): UploadingPhone {
  let [text, number, acknowledged] = ['', 0, 0];
  return {
    mac,
    written: () => text,
    acknowledged: () => acknowledged,
    upload: async url => {
      for (let count = 1 + (number % 13); count > 0; count--) text += line(mac, number++);
      const path = `${url}/${mac}-app.log`;
      const size = Number((await asked(path, { method: 'HEAD' }))?.headers.get('content-length') ?? -1);
      if (size < 0) return false;
      const end = text.length;
      const headers = { 'content-range': `bytes ${size}-${end - 1}/${end}` };
      const answer = await asked(path, { method: 'PUT', headers, body: text.slice(size) });
      if (answer?.status !== 201 && answer?.status !== 204) return false;
      acknowledged = end;
      return true;
    },
  };
}

/** An older phone, which sends what is new, again and again until it is acknowledged, and then erases it. */
export function erasingPhone(mac: string): UploadingPhone {
  let [text, number, acknowledged] = ['', 0, 0];
  return {
    mac,
    written: () => text,
    acknowledged: () => acknowledged,
    upload: async url => {
      if (acknowledged === text.length)
        for (let count = 1 + (number % 13); count > 0; count--) text += line(mac, number++);
      const body = text.slice(acknowledged);
      const answer = await asked(`${url}/${mac}-app.log`, { method: 'PUT', body });
      if (answer?.status !== 201 && answer?.status !== 204) return false;
      acknowledged = text.length;
      return true;
    },
  };
}

async function asked(url: string, init: RequestInit): Promise<Response | undefined> {
  try {
    const answer = await fetch(url, init);
    await answer.arrayBuffer();
    return answer;
  } catch {
    return undefined; // the server is gone
  }
}
