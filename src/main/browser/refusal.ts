/** The page a person sees instead of a bare "403". Facts stay out of it: it is shown to strangers. */
import { createHash } from 'node:crypto';
import { securityHeaders } from '../host/headers.ts';

const style = `body{font:15px/1.6 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem;color:#22282a;background:#faf9f7}
h1{font-size:1.3rem;margin:0 0 .5rem}h1+p{margin-top:0}hr{border:0;border-top:1px solid #d9d6d0;margin:1.5rem 0}
@media(prefers-color-scheme:dark){body{color:#e8e6e1;background:#1b1f20}hr{border-color:#3a4042}}`;

export const refusalPage = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Trạm Số Hóa – 403</title>
<meta name="viewport" content="width=device-width"><style>${style}</style>
<h1>Địa chỉ này chỉ mở được từ Trạm Số Hóa</h1>
<p>Mỗi địa chỉ mở trạm chỉ dùng được một lần, trên chính máy này. Hồ sơ của bạn vẫn an toàn, không có gì bị thay đổi.</p>
<p>Hãy mở lại Trạm Số Hóa, hoặc chạy lại <code>tram serve</code> và dùng địa chỉ mới được in ra.</p>
<hr><div lang="en"><h1>This address opens only from Trạm Số Hóa</h1>
<p>Each start address works once, on this machine only. Your dossiers are safe; nothing was changed.</p>
<p>Open Trạm Số Hóa again, or run <code>tram serve</code> again and use the new address it prints.</p></div></html>`;

const styleHash = createHash('sha256').update(style).digest('base64');

export const refusalHeaders = {
  ...securityHeaders,
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
} as const;
