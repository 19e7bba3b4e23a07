/// What is the same on every page of a comparison.
enum DiffPageParts {
  /// Nothing from elsewhere, whatever a card's id says.
  static let policy =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

  static let style = """
    :root{color-scheme:light dark;--page:#f6f5f2;--card:#fff;--ink:#1d1c1a;--dim:#5f5b55;
    --line:#d8d4cc;--accent:#0b57d0;--changed:#8a5a00;--added:#1a6b35;--removed:#b3261e}
    @media(prefers-color-scheme:dark){:root{--page:#161514;--card:#201f1d;--ink:#ece9e3;
    --dim:#a9a49b;--line:#3b3834;--accent:#8ab4f8;--changed:#f0b95c;--added:#7fd394;
    --removed:#ff9a90}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
    header,main{max-width:96rem;margin:0 auto;padding:1rem 1.5rem}
    h1{margin:.5rem 0 0;font-size:1.6rem;line-height:1.2}
    header>p{margin:.25rem 0 1rem;color:var(--dim)}
    form{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;
    padding:.6rem .9rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
    fieldset{display:flex;flex-wrap:wrap;gap:0 1rem;margin:0;padding:0;border:0}
    legend{float:left;margin-right:.25rem;padding:0;color:var(--dim)}
    input{accent-color:var(--accent)}
    input[type=search]{font:inherit;width:16rem;max-width:100%;padding:.2rem .5rem;
    color:inherit;background:var(--page);border:1px solid var(--line);border-radius:.3rem}
    :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
    output{color:var(--dim);margin-left:auto}
    article{margin:1rem 0;padding:1rem;background:var(--card);border:1px solid var(--line);
    border-radius:.5rem}
    article[hidden]{display:none}
    h2{margin:0;font-size:1.05rem;overflow-wrap:anywhere}
    h2 small{margin-left:.5rem;color:var(--dim);font-weight:400}
    article>p{margin:.15rem 0 .75rem;color:var(--dim);font-size:.9rem}
    .kind{margin-right:.5rem;padding:.05rem .5rem;border:1px solid;border-radius:1rem;
    font-size:.8rem;font-weight:600}
    .kind.changed{color:var(--changed)}.kind.added{color:var(--added)}
    .kind.removed{color:var(--removed)}
    .pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem;align-items:start}
    figure{margin:0;min-width:0}
    figure.after{grid-column:2}
    figcaption{color:var(--dim);font-size:.85rem;margin-bottom:.25rem}
    img{display:block;max-width:100%;height:auto;border:1px solid var(--line);
    background:repeating-conic-gradient(#ccc 0 25%,#fff 0 50%) 0 0/16px 16px}
    .gone{margin:0;padding:2rem;border:1px dashed var(--line);color:var(--dim)}
    .cut{display:none;grid-column:1;grid-row:2;color:var(--dim);font-size:.85rem}
    .cut input{display:block;width:100%;margin:.25rem 0 0}
    [data-view=swipe] .even,[data-view=difference] .even{grid-template-columns:minmax(0,1fr);
    max-width:60rem}
    [data-view=swipe] .even figure,[data-view=difference] .even figure{grid-area:1/1}
    [data-view=swipe] .even figure.after figcaption{text-align:right}
    [data-view=swipe] .even .after img{clip-path:inset(0 0 0 var(--cut,50%))}
    [data-view=swipe] .even .cut{display:block}
    [data-view=difference] .even{isolation:isolate;filter:brightness(3)}
    [data-view=difference] .even .after img{mix-blend-mode:difference}
    [data-view=difference] .even figcaption{visibility:hidden}
    [data-view=difference] .even img{border:0}
    table{border-collapse:collapse;margin-top:.5rem;font-size:.9rem}
    th,td{padding:.15rem .75rem .15rem 0;text-align:left;vertical-align:top}
    td{overflow-wrap:anywhere;border-top:1px solid var(--line)}
    @media(max-width:44rem){.pair{grid-template-columns:minmax(0,1fr)}figure.after{grid-column:1}}
    """

  static let script = """
    const tools=document.getElementById('tools'),find=document.getElementById('find');
    const count=document.getElementById('count');
    const articles=[...document.querySelectorAll('article')];
    function update(){
      document.body.dataset.view=tools.elements.view.value;
      const kinds=new Set([...tools.querySelectorAll('[name=kind]:checked')].map(k=>k.value));
      const words=find.value.toLowerCase().split(/\\s+/).filter(Boolean);
      let shown=0;
      for(const article of articles){
        article.hidden=!kinds.has(article.dataset.kind)
          ||!words.every(word=>article.dataset.words.includes(word));
        if(!article.hidden)shown++;
      }
      count.textContent=shown+' of '+articles.length+' shown';
    }
    tools.addEventListener('input',update);
    tools.addEventListener('submit',event=>event.preventDefault());
    document.addEventListener('input',event=>{
      if(event.target.type==='range')
        event.target.closest('.pair').style.setProperty('--cut',event.target.value+'%');
    });
    update();
    """
}
