// Texts to try a template with. Each set has one for every role a text may have on a card.

/**
 * `id`, `title`, `name`, `date`, `line` (a word or two in one line), `heading`, `paragraph`.
 */
export const sampleSets = [
  {
    id: "short", title: "Short",
    name: "Bo Li",
    date: "1 May",
    line: "News",
    heading: "Go",
    paragraph: "In brief.",
  },
  {
    id: "long", title: "Long",
    name: "Alexandria Featherstonehaugh-Whitmore",
    date: "Wednesday, 30 September 2026, 11:45 to 13:15",
    line: "Environment and transport policy",
    heading:
      "How a small harbour town rebuilt its library, its ferry and its trust in one long "
      + "winter",
    paragraph:
      "Three years after the flood, the people who carried the books out in wheelbarrows "
      + "explain what they kept, what they let go, and why the new reading room stands on "
      + "stilts above the old quay.",
  },
  {
    id: "very-long", title: "Very long",
    name: "Prof. Dr. Maximiliana Hohenzollern-Featherstonehaugh de la Vega y Castellanos",
    date: "From Wednesday, 30 September 2026 at 11:45 until Saturday, 3 October 2026 at 13:15",
    line: "Environment, transport, housing and regional development policy quarterly",
    heading:
      "Everything that is known, everything that was assumed and everything that turned out "
      + "to be wrong about the afternoon on which the harbour wall gave way, told by the "
      + "forty-one people who were there and by the one engineer who had predicted it eleven "
      + "years before",
    paragraph:
      "Three years after the flood, the people who carried the books out in wheelbarrows "
      + "explain what they kept, what they let go, and why the new reading room stands on "
      + "stilts above the old quay. The council's engineers, who had argued for a wall, now "
      + "argue for reeds; the ferry company, which had argued for nothing, sold its second "
      + "boat. What follows is the account of a year of meetings, most of them in kitchens, "
      + "none of them minuted, and of a decision nobody remembers taking and everybody is "
      + "glad of.",
  },
  {
    id: "word", title: "Long words",
    name: "Donaudampfschiffskapitän Österreicher-Müller",
    date: "Donnerstagvormittag",
    line: "Rechtsschutzversicherung",
    heading: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    paragraph:
      "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz und "
      + "https://example.org/a/very/long/address/without/any/place/to/break?and=more&o"
      + "f=the&same=kind",
  },
  {
    id: "arabic", title: "Arabic",
    name: "ليلى عبد الرحمن",
    date: "٣٠ سبتمبر ٢٠٢٦",
    line: "أخبار المدينة",
    heading: "كيف أعادت بلدة صغيرة بناء مكتبتها بعد الفيضان في شتاء طويل واحد",
    paragraph:
      "بعد ثلاث سنوات من الفيضان يروي الذين حملوا الكتب في عربات اليد ما احتفظوا به وما "
      + "تركوه، ولماذا تقف قاعة القراءة الجديدة على أعمدة فوق الرصيف القديم (٢٠٢٣–٢٠٢٦).",
  },
  {
    id: "hebrew", title: "Hebrew",
    name: "נועה בן־דוד",
    date: "30 בספטמבר 2026",
    line: "חדשות העיר",
    heading: "איך עיירת נמל קטנה בנתה מחדש את הספרייה שלה בחורף אחד ארוך",
    paragraph:
      "שלוש שנים אחרי השיטפון מספרים מי שנשאו את הספרים במריצות מה שמרו, על מה ויתרו, ומדוע "
      + "אולם הקריאה החדש עומד על כלונסאות מעל הרציף הישן (2023–2026).",
  },
  {
    id: "chinese", title: "Chinese",
    name: "王小明",
    date: "2026年9月30日",
    line: "城市新闻",
    heading: "一座海港小镇如何在漫长的冬天里重建图书馆、渡轮和彼此的信任",
    paragraph: "洪水过去三年后，当年用手推车把书运出来的人们讲述他们留下了什么、放弃了什么，以及为什么新的阅览室要建在旧码头上方的支柱上。",
  },
  {
    id: "japanese", title: "Japanese",
    name: "山田 花子",
    date: "2026年9月30日(水)",
    line: "街のニュース",
    heading: "小さな港町はどのようにして図書館と渡し船をひと冬で建て直したのか",
    paragraph: "洪水から三年。手押し車で本を運び出した人びとが、何を残し、何を手放し、なぜ新しい閲覧室が古い岸壁の上に立っているのかを語る。「また水は来る」と彼らは言う。",
  },
  {
    id: "hindi", title: "Hindi",
    name: "अदिति शर्मा",
    date: "30 सितंबर 2026",
    line: "शहर की ख़बरें",
    heading: "एक छोटे बंदरगाह शहर ने एक लंबी सर्दी में अपना पुस्तकालय कैसे फिर बनाया",
    paragraph:
      "बाढ़ के तीन साल बाद, जिन लोगों ने ठेलों में किताबें निकाली थीं, वे बताते हैं कि "
      + "उन्होंने क्या बचाया, क्या छोड़ा और नया वाचनालय पुराने घाट के ऊपर खंभों पर क्यों खड़ा "
      + "है।",
  },
  {
    id: "thai", title: "Thai",
    name: "สมชาย ใจดี",
    date: "30 กันยายน 2569",
    line: "ข่าวเมือง",
    heading: "เมืองท่าเล็กๆสร้างห้องสมุดและเรือข้ามฟากขึ้นใหม่ในฤดูหนาวอันยาวนานได้อย่างไร",
    paragraph:
      "สามปีหลังน้ำท่วม ผู้คนที่ขนหนังสือออกมาด้วยรถเข็นเล่าว่าพวกเขาเก็บอะไรไว้ "
      + "ปล่อยอะไรไป และเหตุใดห้องอ่านหนังสือใหม่จึงตั้งอยู่บนเสาเหนือท่าเรือเก่า",
  },
  {
    id: "emoji", title: "Emoji",
    name: "Mia 🌻 López",
    date: "🗓️ 30 Sept",
    line: "🔥 Hot 🇪🇺",
    heading: "🚀 We shipped it! 👩🏽‍💻👨‍👩‍👧‍👦 Thank you, all of you 🎉❤️‍🔥",
    paragraph:
      "Families 👨‍👩‍👧‍👦, flags 🇯🇵🇧🇷🏴󠁧󠁢󠁳󠁣󠁴󠁿, skin tones 👍🏻👍🏽👍🏿, keycaps 1️⃣2️⃣3️⃣ and hearts "
      + "❤️💙🖤 in one paragraph.",
  },
  {
    id: "mixed", title: "Mixed",
    name: "Łukasz Nguyễn / 王小明 / ليلى",
    date: "30.9.2026 · ٣٠ سبتمبر",
    line: "News · أخبار · 新闻",
    heading: "“Ça va?” — مرحبًا (hello) 你好 שלום, and 100 % of the Smørrebrød ½ €",
    paragraph:
      "English with عربي in the middle, 中文 and 日本語 beside it, e\u0301 as two characters, ﬁ as "
      + "one, x² + y² ≤ 42 µm, “quotes”, ‘more’, – dashes — and… dots.",
  },
];

const nameHint = /author|writer|speaker|person|byline|(^|[-_ ])(by|name|who)([-_ ]|$)/i;
const dateHint = /date|time|when|day|year/i;

/**
 * Which of a set's texts suits a text layer: by its name, else by how much its box takes.
 *
 * @param {string} name the layer's or the variable's
 * @param {Object} layer a text layer
 * @returns {"name"|"date"|"line"|"heading"|"paragraph"}
 */
export function sampleRole(name, layer) {
  if (nameHint.test(name)) return "name";
  if (dateHint.test(name)) return "date";
  const size = numberOr(layer.fontSize, 16);
  const height = numberOr(layer.height, Infinity);
  const fitting = Math.floor(height / (size * numberOr(layer.lineHeight, 1.2)));
  const lines = Math.max(1, Math.min(fitting, numberOr(layer.maxLines, Infinity)));
  if (lines === 1) return "line";
  return size >= 30 ? "heading" : "paragraph";
}

const numberOr = (value, other) => (typeof value === "number" ? value : other);
