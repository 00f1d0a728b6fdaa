import { copyFile } from 'node:fs/promises';
import sharp from 'sharp';
import { Vault } from './main/engine/vault/vault.ts';
import { compose } from './main/stages/5-compose/index.ts';
import { addPage, documentOf, pageImage } from '../tests/fixtures/pdf/pages.ts';
const vault = await Vault.open('/tmp/tv');
const text=['Ủy ban nhân dân xã','Cộng hòa 😀 𠀋 \u0000 chữ'];
const mk = async (name:string, pages:any[], about:any={}) => { const r = await compose.run(compose.input.parse(documentOf(pages, about)), {settings:{minimumDpi:200},blobs:vault,signal:new AbortController().signal,report(){}}); if(!r.ok) {console.log(name, r); return;} await copyFile(vault.path(r.data.pdf), `/tmp/vera/${name}.pdf`); console.log(name, r.data.bytes, r.data.warnings.join(' ')); };
for (const kind of ['jpeg','jpeg-grey','png','png-grey','png-bilevel'] as const) await mk(kind, [await addPage(vault,{kind,text})]);
await mk('multi', await Promise.all((['jpeg','jpeg-grey','png','png-grey','png-bilevel'] as const).map(kind=>addPage(vault,{kind,text}))));
await mk('landscape', [await addPage(vault,{width:1754,height:1240,dpi:150,text})]);
await mk('title', [await addPage(vault,{text})], {title:'A <&>"\' 😀 \u0000\ud800 ) (', keywords:'x; y', subject:''});
await mk('notext', [await addPage(vault,{text:null})]);
for (const icc of ['p3','cmyk','srgb'] ) { const img = await (icc==='cmyk'? sharp(await pageImage({})).withIccProfile('cmyk').toColourspace('cmyk') : sharp(await pageImage({})).withIccProfile(icc)).jpeg({progressive:icc==='srgb'}).toBuffer(); const pg = await addPage(vault,{text}); await mk('icc-'+icc, [{...pg,image:await vault.put(img)}]); }
const pal = await sharp(await pageImage({kind:'png'})).png({palette:true,colours:16}).toBuffer(); const pg = await addPage(vault,{kind:'png',text}); await mk('palette',[{...pg,image:await vault.put(pal)}]);
const al = await sharp(await pageImage({kind:'png'})).ensureAlpha(0.4).png().toBuffer(); await mk('alpha',[{...pg,image:await vault.put(al)}]);
await mk('multi300', await Promise.all(Array.from({length:300},(_, i)=>addPage(vault,{text:[`Trang ${i}`,...text]}))));
await mk('manychars', [await addPage(vault,{text:Array.from({length:20},(_, r)=>Array.from({length:10},(_, c)=>String.fromCodePoint(0x4e00+r*10+c)).join(' '))})]);
