import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

/** The text of all files in a ZIP whose name fits, one after the other. */
export async function readZip(bytes: Buffer, name: RegExp): Promise<string> {
  const zip = await fromBufferPromise(bytes);
  let text = '';
  for await (const entry of zip.eachEntry()) {
    if (name.test(entry.fileName)) text += (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
  }
  return text;
}
