import { readFile, copyFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import sharp from 'sharp';
import { Vault } from './main/engine/vault/vault.ts';
import { compose } from './main/stages/5-compose/index.ts';
import { documentOf } from '../tests/fixtures/pdf/pages.ts';
const vault = await Vault.open('/tmp/tv');
const recs:any[]=[]; const imgs:any[]=[];
for (const p of ['p00','p05']) {
  const f = await readFile(`/work/shared/corpus/typed-a4/${p}.jpg`); const m = await sharp(f).metadata();
  const lines = new Map<string,any>();
  for (const row of (await readFile(`/tmp/${p}.tsv`,'utf8')).split('\n').slice(1)) { const c=row.split('\t'); if (c[0]!=='5'||!c[11]?.trim()) continue; const k=c.slice(1,5).join('.'); const [l,t,w,h]=c.slice(6,10).map(Number) as any; const line=lines.get(k)??{box:[l,t,l+w,t+h],words:[]}; line.words.push({text:c[11],box:[l,t,l+w,t+h],confidence:Number(c[10])}); lines.set(k,line);}
  const rec={width:m.width,height:m.height,lines:[...lines.values()]}; recs.push(rec);
  imgs.push({image:await vault.put(f),mime:'image/jpeg',width:m.width,height:m.height,dpi:300,colour:'colour',words:await vault.put(Buffer.from(JSON.stringify(rec))), bytes:f.length});
}
const n=Number(process.argv[2]??2);
const pages=Array.from({length:n},(_, i)=>imgs[i%2]);
const t=performance.now(); let peak=0; const timer=setInterval(()=>{peak=Math.max(peak,process.memoryUsage().rss)},20);
const r=await compose.run(compose.input.parse(documentOf(pages)),{settings:{minimumDpi:200},blobs:vault,signal:new AbortController().signal,report(){}});
clearInterval(timer); if(!r.ok) throw r;
const jpeg=pages.reduce((s,p)=>s+p.bytes,0);
console.log({pages:n, ms:performance.now()-t, perPage:(performance.now()-t)/n, peakMiB:peak/2**20, bytes:r.data.bytes, overheadPerPage:(r.data.bytes-jpeg)/n, words:recs.map(x=>x.lines.flatMap((l:any)=>l.words).length)});
await copyFile(vault.path(r.data.pdf),`/tmp/real${n}.pdf`);
if(n===2) for (const [i,rec] of recs.entries()) for (const mode of [['-raw'],['-layout'],[]]) {
  const got=execFileSync('pdftotext',[...mode,'-f',`${i+1}`,'-l',`${i+1}`,`/tmp/real2.pdf`,'-'],{encoding:'utf8'}).split(/\s+/).filter(Boolean);
  const want=rec.lines.flatMap((l:any)=>l.words).map((w:any)=>w.text.normalize('NFC'));
  const bag=new Map<string,number>(); for(const w of want) bag.set(w,(bag.get(w)??0)+1); let miss=0; for(const w of got){const c=bag.get(w)??0; if(c>0) bag.set(w,c-1); else miss++;}
  console.log(mode, i, got.length, want.length, 'extra', miss, 'left', [...bag].filter(([,c])=>c>0).slice(0,10), 'same order', JSON.stringify(got)===JSON.stringify(want));
}
