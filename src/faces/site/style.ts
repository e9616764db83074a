// The one stylesheet, inlined into every page: one trip less on a slow line. Tokens first; logical
// properties only, so right-to-left needs nothing of its own; focus last, so nothing overrides it.
import { createHash } from 'node:crypto'
import { colorProperties, darkColors, lightColors } from '#faces/site/tokens.ts'

const tokens = `:root{color-scheme:light dark;${colorProperties(lightColors)}
--sans:-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;
--said:"Iowan Old Style",Charter,"Noto Serif",Cambria,Georgia,"Liberation Serif",serif;
--mono:ui-monospace,"Cascadia Mono",Menlo,Consolas,"Roboto Mono","Liberation Mono",monospace;
--lead:1.5}
@media screen and (prefers-color-scheme:dark){:root{${colorProperties(darkColors)}}}
@media(forced-colors:active){:root{--paper:Canvas;--shade:Canvas;--ink:CanvasText;--soft:CanvasText;
--rule:CanvasText;--edge:CanvasText;--deep:LinkText;--on-deep:Canvas;--visited:VisitedText;--good:CanvasText;
--warn:CanvasText;--bad:CanvasText;--unserved:CanvasText;--focus:Highlight;--on-focus:HighlightText}}
:lang(ar){--sans:-apple-system,"Segoe UI","Noto Sans Arabic","Geeza Pro","DejaVu Sans",Tahoma,sans-serif;--said:"Noto Naskh Arabic","Geeza Pro","Traditional Arabic",Tahoma,serif;--lead:1.75}`

const ground = `*{box-sizing:border-box}
html{font:100%/var(--lead) var(--sans);background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}
@media(min-width:60em){html{font-size:106.25%}}
body{margin:0;overflow-wrap:break-word}
h1,h2,h3,p,dl,dd,ul,ol,figure{margin:0}
h1{font-size:clamp(1.75rem,1.3rem + 2.2vw,2.75rem);line-height:1.15;letter-spacing:-.01em}
h2{font-size:1.375rem;line-height:1.25}
h3{font-size:1.0625rem}
a{color:var(--deep);text-underline-offset:.18em;text-decoration-thickness:1px}
a:visited{color:var(--visited)}
nav a:visited,.act:visited,th a:visited,.plain a:visited{color:var(--deep)}
ul,ol{padding-inline-start:1.25rem}
.wrap{max-width:70rem;margin-inline:auto;padding-inline:1rem}
@media(min-width:40em){.wrap{padding-inline:2rem}}
.soft{color:var(--soft)}.small{font-size:.875rem}
.note,.key{font-size:.8125rem;color:var(--soft);max-width:44rem}
.note a{color:inherit}
.lede{font-size:1.1875rem;max-width:40rem}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.end{text-align:right;font-variant-numeric:tabular-nums}
.wide{white-space:nowrap}
thead .num{white-space:normal;vertical-align:bottom}
.hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
code,.hash{font-family:var(--mono);font-size:.8125rem;overflow-wrap:anywhere}
svg{display:block;fill:currentColor}
[hidden]{display:none!important}
fieldset{border:0;padding:0;margin:0}
.scripted .scriptless{display:none}
.keys{display:flex;flex-wrap:wrap;gap:.25rem 1.125rem;list-style:none;padding:0;margin-block-end:.375rem;color:var(--ink);font-size:.875rem}
.keys .pair{gap:.375rem}
[dir=rtl] .turns{transform:scaleX(-1)}`

const frame = `.skip{position:absolute;inset-inline-start:-99em}
.skip:focus{inset-inline-start:0;z-index:9;padding:.5rem}
.top{border-bottom:1px solid var(--rule)}
.top .wrap{display:flex;flex-wrap:wrap;gap:.25rem 2rem;align-items:center;justify-content:space-between;padding-block:.625rem}
.mark{display:flex;gap:.625rem;align-items:center;font-weight:700;font-size:1.1875rem;color:var(--ink);text-decoration:none}
.mark:visited{color:var(--ink)}
.mark svg{width:1.75rem;fill:none;stroke:currentColor;stroke-width:2.5}
.top nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.125rem;list-style:none;padding:0}
.top nav a{display:inline-block;padding-block:.25rem}
.top [aria-current]{color:var(--ink);font-weight:700;text-decoration:none;border-bottom:3px solid}
.tongues{font-size:.875rem}@media(min-width:60em){.tongues+nav{margin-inline-start:auto}}
.banner{border-top:1px solid var(--rule);text-align:center;font-size:.875rem;padding:.375rem 1rem}
.crumbs{padding-block:1rem;font-size:.9375rem}
.crumbs li{display:inline}.crumbs ol{padding:0}.crumbs li+li:before{content:"/";color:var(--soft);margin-inline:.5rem}
.head{padding-block:.5rem 2rem}.top+main .head{padding-block-start:2rem}
footer{border-top:1px solid var(--rule);margin-block-start:4rem;padding-block:1.5rem 3rem;font-size:.875rem;color:var(--soft)}
footer p+p{margin-block-start:.5rem}
.grid{display:grid;gap:3rem;padding-block-start:2.5rem}
.grid>*{min-width:0}
section+section,p+section,.map+section,.scroll+section{margin-block-start:3rem}
p.small+h1{margin-block-start:.25rem}h1+.lede{margin-block-start:.5rem}
section>p{max-width:40rem}
h2+*{margin-block-start:.5rem}
@media(min-width:60em){.grid.side{grid-template-columns:minmax(0,1fr) 17rem;gap:3.5rem}}
aside section+section{margin-block-start:2.25rem}
.slip{border-block:2px dashed var(--edge);padding-block:.75rem}
.slip p+p,.gap-top{margin-block-start:.75rem}
.empty{border:2px dotted var(--edge);padding:1.25rem}
.same{border:4px solid var(--ink);padding:1rem 1.25rem}
.other{border:4px solid var(--bad);padding:1rem 1.25rem}
#recompute>*+*{margin-block-start:1rem}
pre{margin:.5rem 0 0}`

const hero = `.hero{background:var(--shade);padding-block:1.25rem 2.5rem}
.hero .lede{margin-block-start:.75rem}
.bridge{margin-block-start:2rem}
.bridge svg{width:100%;height:auto;fill:none;stroke:var(--ink)}
.bridge .pier{fill:var(--ink);stroke:none}
.bridge .planned{stroke:var(--deep)}
.bridge .open{stroke:var(--edge)}
.ends{display:flex;justify-content:space-between;gap:1rem;font-weight:700;font-size:.9375rem;margin-block-start:.375rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:1.5rem 1.25rem;margin-block-start:1.75rem}
@media(min-width:60em){.figures{gap:1.75rem}}
.figures>div{border-top:1px solid var(--ink);padding-block-start:.5rem}
.figures .missing{border-top:4px dotted var(--unserved)}
.figures .planned{border-top:4px dashed var(--deep)}
.figures .stands{border-top:4px solid var(--ink)}
dt{font-weight:700;font-size:.9375rem}
.figures dd{font-size:.875rem}
.figures .big{font-weight:700;font-size:1.0625rem;line-height:1.25}
.figures .big b{font-size:1.5rem;letter-spacing:-.02em}
@media(min-width:40em){.figures .big b{font-size:2.25rem}}`

const tables = `.scroll{overflow-x:auto;position:relative}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
caption{text-align:start;color:var(--soft);padding-block-end:.5rem}
th{text-align:start;font-size:.875rem;vertical-align:bottom}
td,th{padding-block:.4375rem;padding-inline:0 1rem;border-bottom:1px solid var(--rule)}
td:last-child,th:last-child{padding-inline-end:0}
td{vertical-align:top}
tbody th{font-weight:400;font-size:.9375rem;vertical-align:top}
tfoot td,tfoot th,.sum td,.sum th{font-weight:700;font-size:.9375rem;border-bottom:0}
.bar{width:100%;min-width:5rem;height:.8rem;margin-block-start:.3em}
td.bars{width:38%}
.years{table-layout:fixed;min-width:34rem}
.years td,.years thead th+th{border-inline-start:1px solid var(--rule);padding-inline:.5rem}
.years th:first-child{width:11.5rem;padding-inline-end:.5rem}
.years .bar{min-width:0;height:.625rem;margin-block:.125rem .25rem;color:var(--deep);overflow:visible}
.hatch{fill:none;stroke:currentColor}
@media(max-width:36em){.fold,.fold caption,.fold tbody,.fold tr,.fold tbody th,.fold td{display:block}
.fold thead{position:absolute;clip-path:inset(50%)}
.fold tr{padding-block:.625rem;border-bottom:1px solid var(--rule)}
.fold tbody th{font-size:1rem}.fold tbody th,.fold td{border:0;padding:.125rem 0}
.fold [data-label]{display:flex;justify-content:space-between;gap:1rem;text-align:end;white-space:normal}
.fold td:empty{display:none}.fold .reach[data-label]{width:auto;white-space:nowrap}
.fold [data-label]:before{content:attr(data-label);color:var(--soft);text-align:start}}
.kv{display:grid;grid-template-columns:fit-content(45%) 1fr;gap:.375rem 1.25rem;font-size:.9375rem}
.kv dt{font-weight:400;color:var(--soft)}
.pair{display:flex;align-items:baseline;gap:.5rem}
.choice{font-size:1.125rem;margin-block:.5rem}
article .scroll{margin-block-start:1rem}
.sym{width:.875rem;height:.875rem;flex:none;align-self:center;overflow:visible}
.fibre{color:var(--fibre)}.microwave{color:var(--microwave)}.fixedWireless{color:var(--fixedWireless)}
.cellular{color:var(--cellular)}.satellite{color:var(--satellite)}.unserved{color:var(--unserved)}
.unknown,.alreadyServed,.later{color:var(--unknown)}
.error{color:var(--bad)}.warning{color:var(--warn)}
.notes{list-style:none;padding:0}.notes li{padding-block:.75rem;border-bottom:1px solid var(--rule)}`

const forms = `form.filter{display:flex;flex-wrap:wrap;gap:.75rem 1rem;align-items:end;margin-block:1rem 1.5rem}
label{font-size:.875rem;font-weight:700}
form.filter label{display:grid;grid-template-columns:minmax(0,1fr);gap:.25rem;min-width:min(8rem,100%);max-width:100%}
select,textarea,input:not([type=checkbox],[type=radio]),button,.button{font:inherit;font-weight:400;padding:.4375rem .75rem;min-height:2.75rem;border:2px solid var(--edge);border-radius:2px;background:var(--paper);color:var(--ink);max-width:100%}
button,.button{display:inline-block;border-color:var(--deep);color:var(--deep);font-weight:700;cursor:pointer;text-decoration:none}
.button:visited{color:var(--deep)}
button.main{background:var(--deep);color:var(--on-deep)}
form+section{margin-block-start:3rem}.other+h1,h1+section,.lede+section{margin-block-start:1.5rem}
form.act{display:grid;gap:1.5rem;max-width:40rem;justify-items:start;margin-block-start:1.5rem}
.field{display:grid;grid-template-columns:minmax(0,1fr);gap:.25rem;width:100%;scroll-margin:4rem}.field.wrong{border-inline-start:4px solid var(--bad);padding-inline-start:.75rem}
.field input,.field textarea{width:100%}.field>select{justify-self:start}.field .pair{align-items:center}
input[type=checkbox]{width:1.5rem;height:1.5rem;accent-color:var(--deep);margin:0;flex:none}
.pages{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;margin-block-start:1rem;align-items:baseline}
figure.map{margin-block-start:1rem}
figure.map a:has(img),figure.map img{display:block}figcaption .keys{margin-block-start:.25rem}
figure.map img{width:100%;height:auto;background:var(--sea);border:1px solid var(--rule)}
figcaption{font-size:.8125rem;color:var(--soft);margin-block-start:.5rem}`

const planner = `.planner{display:grid;grid-template-columns:minmax(0,1fr)}
.planner>*{padding:1rem;min-width:0}
.planner h1{font-size:1.375rem}
.legend{display:grid;gap:.375rem}
.legend label{display:flex;gap:.625rem;align-items:center;font-weight:400;font-size:.9375rem;min-height:1.75rem}
.legend .num{margin-inline-start:auto}
.stage{padding:0!important;display:flex;flex-direction:column;border-block:1px solid var(--rule)}
.canvas{position:relative;flex:1;min-height:22rem;background:var(--sea);overflow:hidden}
.canvas img{position:absolute;inset:0;width:100%;height:100%;object-fit:contain}
.mapnote{font-size:.75rem;padding:.375rem 1rem;border-top:1px solid var(--rule)}
.scale{position:absolute;inset-block-end:.5rem;inset-inline-end:.75rem;font-size:.75rem;border-bottom:2px solid;text-align:center;background:var(--paper);padding-inline:.25rem}
.north{position:absolute;inset-block-start:.5rem;inset-inline-start:.75rem;font-size:.75rem;font-weight:700;line-height:1.1;text-align:center;background:var(--paper);padding:.25rem}
.zoom{position:absolute;inset-block-start:.5rem;inset-inline-end:.5rem;display:grid;gap:.25rem}
.zoom button{width:2.75rem;padding:0;font-size:1.25rem;line-height:1}
.under{padding:.75rem 1rem;border-top:1px solid var(--rule)}
.steps{display:flex;flex-wrap:wrap;gap:.25rem;align-items:center;list-style:none;padding:0}
.steps a{display:inline-block;padding:.5rem .75rem;color:var(--ink);text-decoration:none;border-bottom:3px dashed var(--deep)}
.steps [aria-current]{font-weight:700;outline:2px solid var(--ink);outline-offset:-2px}
.under .figures{margin-block-start:.75rem;grid-template-columns:repeat(auto-fit,minmax(7.5rem,1fr));gap:.75rem 1.25rem}
.under .figures>div{border:0;padding:0}
.under dt{font-weight:400;font-size:.8125rem;color:var(--soft)}
.under .figures .big b{font-size:1.25rem}
.maplibregl-map{position:absolute;inset:0;overflow:hidden}
.maplibregl-canvas-container,.maplibregl-canvas{position:absolute;inset:0;touch-action:none}
.maplibregl-canvas-container{cursor:grab}.maplibregl-canvas-container:active{cursor:grabbing}
.maplibregl-marker{position:absolute;top:0;left:0;will-change:transform}
.pick{width:1.75rem;height:1.75rem;border:3px solid var(--ink);border-radius:50%;pointer-events:none}
@media(min-width:60em){
body.full{display:flex;flex-direction:column;height:100vh;min-height:40rem}
body.full main{flex:1;min-height:0}
body.full .wrap{max-width:none;padding-inline:1rem}
body.full footer{display:none}
.planner{grid-template-columns:17.5rem minmax(0,1fr) 18rem;height:100%}
.planner>*{overflow:auto}
.stage{border-block:0;border-inline:1px solid var(--rule)}}`

const record = `.sub{padding-block:.375rem;border-bottom:1px solid var(--rule);font-size:.9375rem}
.sub ul{display:flex;flex-wrap:wrap;gap:.25rem 1.125rem;list-style:none;padding:0}.sub a{display:inline-block;padding-block:.25rem}
.sub [aria-current]{color:var(--ink);font-weight:700;text-decoration:none;border-bottom:3px solid}
.sub+.wrap .head,.sub+.grid{padding-block-start:1.5rem}
.said{margin:.5rem 0 0;border-inline-start:4px solid var(--deep);padding-inline-start:1rem;max-width:40rem;white-space:pre-line}
.said p{margin:0;font:1.125rem/1.45 var(--said)}.said footer{all:unset;display:block;font-size:.875rem;color:var(--soft)}
.state{width:1.125rem;height:1.125rem;flex:none;fill:none;stroke:currentColor;stroke-width:1.6;align-self:center}
.verified,.onTrack,.reachedUnverified{color:var(--good)}.offTrack,.notReported{color:var(--bad)}.noEvidence,.disputed{color:var(--warn)}.notYetDue{color:var(--soft)}
.stand{display:flex;flex-wrap:wrap;gap:.25rem .5rem;font-size:1.0625rem}.stand+*{margin-block-start:.75rem}
.progress>svg,.chart svg{width:100%;height:auto;overflow:visible}
.rest{fill:var(--paper);stroke:var(--edge)}.claimed{fill:none;stroke:var(--deep);stroke-dasharray:4 3}.tick{stroke:var(--ink);stroke-width:2.5}
.sample{width:1.75rem;height:1rem;flex:none;overflow:visible}.ends small{font-weight:400}.progress .keys{margin-block-start:.75rem}
.reach{width:8rem}.reach+td,td .bar{min-width:4rem}.hoped{fill:var(--edge)}.done{fill:var(--ink)}
.way{fill:none;stroke:var(--ink);stroke-width:2.5}.way .axis{stroke:var(--edge);stroke-width:1}.way .promised,.way .step{stroke:var(--deep);stroke-dasharray:8 5}.way .step{stroke-dasharray:none}.way circle{fill:var(--paper)}.way .sure{fill:var(--ink)}.chart+.scroll{margin-block-start:1rem}
.trail{list-style:none;padding:0}.trail li{position:relative;padding-inline-start:2.25rem;padding-block-end:1.5rem}
.trail>li>.state{position:absolute;inset-inline-start:0;inset-block-start:.125rem;color:var(--ink);background:var(--paper)}.trail>li>span.state{border:2px solid;border-radius:50%;width:.75rem;height:.75rem;inset-inline-start:.2rem}
.trail>li:not(:last-child)::before{content:"";position:absolute;inset-inline-start:.5rem;inset-block:1.5rem 0;border-inline-start:3px dashed var(--deep)}.trail>li.sure:not(:last-child)::before{border-inline-start:3px solid var(--ink)}
.files{list-style:none;padding:0;margin-block:.5rem}.files li{padding:.375rem .625rem;border:1px solid var(--rule);margin-block-start:.25rem}
.reply{margin-block-start:.75rem;padding-inline-start:1rem;border-inline-start:1px solid var(--rule)}h4{margin:0;font-size:.9375rem}
.acts{display:flex;flex-wrap:wrap;gap:.5rem;margin-block-start:1.5rem}.plain{list-style:none;padding:0}.plain li{padding-block:.125rem}.counts{display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.875rem}.counts li{display:flex;gap:.375rem}td .counts{display:grid}
form.act{grid-template-columns:minmax(0,1fr)}.field{grid-template-columns:minmax(0,1fr)}.field>button{justify-self:start}fieldset.field{gap:.75rem}fieldset .field{gap:.25rem}fieldset fieldset.field{border-inline-start:1px solid var(--rule);padding-inline-start:1rem}legend{font-weight:700;padding:0}.duo{display:grid;grid-template-columns:2fr 1fr;gap:1rem}
.clauses>div{padding-block:.5rem;border-bottom:1px solid var(--rule)}.clauses dd{max-width:40rem}
.slip pre{white-space:pre-wrap;overflow-wrap:anywhere}form.act>section{width:100%}.slip .kv{margin-block:.75rem;gap:.125rem .75rem}.slip .holds{border-inline-start:4px solid var(--ink);padding-inline-start:.75rem}.slip .fails{border-inline-start:4px solid var(--bad);padding-inline-start:.75rem}.drop.over{background:var(--shade)}`

const dialogue = `.cards{display:grid;gap:1.5rem;grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr));margin-block-start:1rem}
.card{border-top:2px solid var(--ink);padding-block:.625rem;min-width:0}.card>*+*{margin-block-start:.375rem}.card+.card{margin-block-start:1rem}.cards .card+.card{margin-block-start:0}
.joint{width:100%;height:.75rem;fill:none;stroke:var(--ink);margin-block:.5rem .25rem}.joint path{vector-effect:non-scaling-stroke}
.joint .open{stroke:var(--edge)}.joint .planned{stroke:var(--deep);stroke-width:3}.joint .stated{stroke:var(--edge);stroke-width:8}.joint .sure{stroke-width:8}
.ends3{display:grid;gap:.5rem 1.5rem;align-items:center;margin-block-end:1.5rem}
.asked{display:grid;gap:1.5rem 3rem;border-top:1px solid var(--rule);padding-block-start:1.5rem}.asked>*{min-width:0}
.answer{border-inline-start:4px solid var(--ink);padding-inline-start:1rem}
.boxes{display:grid;gap:.25rem}.boxes .pair{align-items:center;min-height:1.75rem}.boxes label{font-weight:400}.boxes input{width:1.25rem;height:1.25rem;flex:none;margin:0;accent-color:var(--deep)}
legend{font-weight:700;font-size:.875rem;padding:0}.act>fieldset:not(.field){display:grid;gap:1rem;width:100%;border-top:1px solid var(--rule);padding-block-start:.75rem}
.said+section,.hero+.wrap>section:first-child{margin-block-start:2.25rem}.said+.card,.said+p{margin-block-start:.75rem}.trail footer a,.trail p.small a{display:inline-block;padding-block:.25rem}
.code svg{max-width:12rem;height:auto}ins{text-decoration:none;font-weight:700}
@media(min-width:60em){.asked{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}.ends3{grid-template-columns:1fr 2fr 1fr}}
@media print{.sub,.button,.tongues,form{display:none}.card{break-inside:avoid}}`

const paper = `@media print{.top nav,.skip,.filter,.pages{display:none}.note a:after{content:" (" attr(href) ")"}
figure,.slip,tr,.figures>div{break-inside:avoid}}`

const focus = `:focus-visible,[type=date]:focus-within{background:var(--focus);color:var(--on-focus);outline:3px solid var(--on-focus);outline-offset:0;box-shadow:none}
.scroll:focus-visible,.canvas:focus-visible,canvas:focus-visible,main:focus-visible{background:none;color:inherit;outline:3px solid var(--ink);outline-offset:-3px}
main:focus{outline:0}`

/** The stylesheet, one rule after the other without needless white space. */
export const style = [
  tokens,
  ground,
  frame,
  hero,
  tables,
  forms,
  planner,
  record,
  dialogue,
  paper,
  focus,
]
  .join('')
  .replaceAll('\n', '')

/** The stylesheet's digest, as a content security policy names it. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`
