/** search: looking after the index that finds papers again. */
import type { Rebuilt } from '../../engine/index.ts';
import { call, withStation } from '../station.ts';
import { countBar } from '../terminal.ts';
import type { Register } from '../define.ts';

export const registerSearch: Register = (define) => {
  define(
    'search rebuild',
    'make the search index anew; broken off, it goes on where it ended',
    (command) => command,
    async ({ options, out }) =>
      withStation({ dataDir: options.data }, async ({ engine, session }) => {
        await call(session, 'search.rebuild', { goOn: true });
        const bar = countBar(out.say('Lập lại chỉ mục', 'Search index'));
        let rebuilt: Rebuilt;
        try {
          rebuilt = await engine.rebuildSearch(bar.left);
        } finally {
          bar.stop();
        }
        const { documents, pages, unread, left } = rebuilt;
        // Ctrl+C: the station is being closed.
        if (left > 0) return;
        if (unread > 0) process.exitCode = 4;
        out.answer({ ok: unread === 0, documents, pages, unread }, [
          out.say(
            `Đã lập lại chỉ mục tra cứu: ${documents} văn bản, ${pages} trang.`,
            `Made the search index anew: ${documents} documents, ${pages} pages.`,
          ),
          ...(unread === 0
            ? []
            : [
                out.say(
                  `${unread} trang không đọc được chữ đã nhận dạng, nên chỉ tìm thấy qua mô tả.`,
                  `The words of ${unread} pages could not be read; they are found by their description only.`,
                ),
              ]),
        ]);
      }),
  );
};
