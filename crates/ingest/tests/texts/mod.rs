//! Press prose of our own writing for the encoding tests, on topics far apart, and its bytes in any encoding.
#![allow(dead_code)]

use std::collections::HashMap;
use std::sync::LazyLock;

use baokan_ingest::Encoding;

/// Two bytes a character; the encoder of the WHATWG standard writes no HKSCS, so this is the decoder turned around.
static BIG5: LazyLock<HashMap<String, [u8; 2]>> = LazyLock::new(|| {
    let codes = (0x87..=0xFEu8).flat_map(|lead| (0x40..=0xFEu8).map(move |trail| [lead, trail]));
    let mut map = HashMap::new();
    for code in codes {
        let (text, lossy) = encoding_rs::BIG5.decode_without_bom_handling(&code);
        // Of two codes for one character the later is the one in use, but for a few from ETEN's first rows.
        if !lossy && text.chars().all(|c| !c.is_ascii()) {
            map.insert(text.into_owned(), code);
        }
    }
    map
});

/// The text in an encoding, without byte order mark; `None` when it has characters that the encoding lacks.
pub(crate) fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let legacy = |e: &'static encoding_rs::Encoding| {
        let (bytes, _, lossy) = e.encode(text);
        (!lossy).then(|| bytes.into_owned())
    };
    match encoding {
        Encoding::Utf8 => Some(text.as_bytes().to_vec()),
        Encoding::Gb18030 => legacy(encoding_rs::GB18030),
        Encoding::Big5 => {
            let mut bytes = Vec::new();
            for c in text.chars() {
                match c {
                    '\0'..='\x7F' => bytes.push(c as u8),
                    _ => bytes.extend(BIG5.get(c.encode_utf8(&mut [0; 4]) as &str)?),
                }
            }
            Some(bytes)
        }
        Encoding::Windows1252 => legacy(encoding_rs::WINDOWS_1252),
        Encoding::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        _ => None,
    }
}

/// Simplified.
pub(crate) const HANS: &[&str] = &[
    "本报讯（记者 陈立群）昨日上午，城北新区污水处理厂二期工程正式通水。据介绍，该工程总投资约3.6亿元，日处理能力达到12万吨，可满足周边45万居民的生活用水需求。市水务局负责人表示，下一步将加快管网改造，力争年底前实现全覆盖。",
    "今年入夏以来，沿江各县遭遇连续强降雨，部分农田被淹。农业部门派出技术人员深入田间地头，指导农户排水保苗、补种晚稻。在柳河镇，种粮大户老周算了一笔账：“每亩少收两百斤，但有保险兜底，心里不慌。”",
    "主队在下半场第七十三分钟由替补前锋头球破门，以一比零战胜来访的对手，取得四连胜，积分升至榜首。赛后主教练说，球员们执行力很强，防守端几乎没有犯错，这场胜利属于全体将士。",
    "央行昨日公布的数据显示，三月末广义货币余额同比增长百分之八点四，增速比上月末低零点二个百分点。分析人士认为，稳健的货币政策将更加灵活适度，为实体经济回升提供有力支持。",
    "艰苦的年代里，矿工们用镐头和箩筐，硬是在戈壁滩上掘出了第一口竖井。如今，博物馆的玻璃橱窗里，锈迹斑斑的马灯、搪瓷缸与泛黄的日记本静静陈列，诉说着一代人的青春。",
    "外交部发言人在例行记者会上回答提问时指出，双方就共同关心的国际和地区问题深入交换了意见，同意保持高层往来，扩大经贸、教育、旅游等领域合作，推动两国关系不断向前发展。",
    "省疾控中心提醒，近期流感活动水平有所上升，老人、儿童和慢性病患者应尽早接种疫苗。出现发热、咳嗽等症状时，请佩戴口罩及时就诊，不要带病上班上学，室内注意通风。",
    "法院经审理认为，被告未按合同约定交付货物，构成违约，应当承担相应的民事责任。依照有关法律规定，判决被告于本判决生效之日起十日内返还货款，并支付利息。",
];

/// Traditional, within Big5 as of 1984.
pub(crate) const HANT: &[&str] = &[
    "【本報訊】昨日上午，市政府召開記者會宣布，北區捷運延伸線將於下月動工，預計四年後完工通車。工程總經費約一百二十億元，由中央與地方共同負擔。市長表示，完工後每日可望疏運旅客十五萬人次。",
    "颱風過境後，東部山區多處道路坍方，上千名居民一度受困。消防隊員徒步翻山運送糧食與藥品，直到深夜才將最後一名傷者送抵醫院。氣象局提醒民眾，未來三天仍有豪雨，應避免前往溪邊。",
    "主隊昨晚在延長賽靠著一記再見安打，以五比四逆轉勝，全場觀眾起立鼓掌。總教練賽後說，投手群撐住了最難熬的第八局，年輕球員的鬥志更令人感動，希望把這股氣勢帶到總決賽。",
    "財政司司長昨日發表預算案，預料全年經濟增長約為百分之三，失業率維持在低水平。他說，政府會審慎理財，繼續投資基建與教育，並為中小企業提供貸款擔保，協助業界渡過難關。",
    "老街的戲院關門那天，看了一輩子電影的街坊都來了。放映師把最後一捲膠片裝進鐵盒，輕輕鎖上機房。牆上褪色的海報、斑駁的木椅和售票口的小燈，都將留在這座城市的記憶裡。",
    "外交部發言人回應詢問時指出，雙方就共同關切的議題充分交換意見，並同意擴大經貿、學術與觀光等領域的合作。至於外界揣測的人事調整，他強調一切依規定辦理，不予評論。",
    "衛生單位提醒，近期流感疫情升溫，長者、幼童及慢性病患應儘早接種疫苗。如有發燒、咳嗽等症狀，請戴上口罩儘速就醫，不要勉強上班上課，室內也要保持通風。",
    "各位代表：第一個五年計劃的執行情況是良好的。重工業、輕工業和手工業的總產值都有了顯著的增長，農業合作化運動正在全國範圍內展開，人民的物質生活和文化生活逐步得到改善。",
];

/// Hong Kong prose with characters of the HKSCS.
pub(crate) const HONG_KONG: &[&str] = &[
    "街坊話，呢間茶餐廳開咗成三十年，啲蛋撻同菠蘿包好出名。老闆佢哋一家人唔捨得走，但係業主加租，冇辦法，只好喺月底結業。好多熟客專登嚟影相，話嚟緊都唔知去邊度飲茶。",
    "深水埗一間舊樓嘅升降機昨日壞咗，住戶行樓梯行到𨋢口先知道。有長者話等咗成個鐘頭都冇人嚟睇，區議員話會跟進，催促管理公司盡快維修，唔好再拖落去喇。",
];

/// English.
pub(crate) const ENGLISH: &[&str] = &[
    "BEIJING, March 5 -- The annual session of the national legislature opened on Tuesday, with deputies reviewing the government work report.",
    "The company said its third-quarter profit rose 12 percent to 3.4 billion yuan, helped by stronger exports and lower raw material costs.",
];

/// Words that break a Chinese line up.
pub(crate) const SCRAPS: &[&str] =
    &["GDP", " WTO ", "5G", " iPhone 15 ", "https://www.example.com/news?id=42", "\r\n", "PM2.5"];
