//! Whether the words before a head word make the name of one body, by what the table asks of that head word.

use std::ops::Range;

use super::heads::{GEO, Head, KINDS, graded, is_common, opens_common};
use crate::names::boundary;
use crate::names::page::Page;
use crate::names::text::{back, before, forth, head as head_of, len, numeral, tail};
use crate::people;
use crate::places::Mention as PlaceMention;
use crate::places::spot::Kind;

/// A candidate for the name of a body.
pub(super) struct Shape<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) head: &'a Head,
    /// The words between the place, or the beginning, and the head word.
    pub(super) proper: &'a str,
    /// The place that opens it.
    pub(super) place: Option<&'a PlaceMention>,
    /// All of it.
    pub(super) range: Range<usize>,
    /// Where the head word begins behind the place, which may hold its first character.
    pub(super) head_start: usize,
    /// Whether the place is a division with its class word.
    pub(super) full: bool,
    /// Whether it opens with 中国, 全国 and the like.
    pub(super) national: bool,
}

/// Characters that point at a body or say how many; none is part of a name.
const POINTING: &[char] = &[
    '各', '该', '名', '某', '每', '这', '那', '们', '本', '些', '只', '曾', '但', '却', '仅', '或', '把', '被', '让',
    '给', '并', '的', '再',
];
/// Heads that also open with 中国 or 全国 alone (全国绿化|委员会).
const NATIONAL_HEADS: &[&str] = &[
    "委员会",
    "联合会",
    "总会",
    "总局",
    "领导小组",
    "指挥部",
    "总社",
    "中心",
    "中央银行",
    "奥委会",
    "学会",
    "球队",
    "总公司",
];
/// What agricultural collectives were called (红旗公社), words though they are.
const COLLECTIVES: &[&str] = &[
    "红旗",
    "前进",
    "胜利",
    "曙光",
    "光明",
    "红星",
    "东风",
    "卫星",
    "火箭",
    "跃进",
    "星火",
    "先锋",
    "团结",
    "幸福",
    "和平",
    "五星",
    "红光",
    "东方红",
    "解放",
    "建设",
    "五一",
    "八一",
    "七一",
    "国庆",
    "新华",
    "民主",
    "友谊",
    "灯塔",
    "燎原",
    "超英",
    "黎明",
    "朝阳",
    "向阳",
    "金星",
    "五四",
    "永红",
    "新民",
    "新生",
    "丰收",
    "丰产",
    "友好",
    "爱国",
    "建国",
    "新光",
    "光荣",
    "英雄",
    "东升",
    "旭光",
    "繁荣",
    "长征",
    "东方",
    "新星",
    "永丰",
    "太阳",
    "工农",
    "红卫",
];

impl Shape<'_> {
    /// Whether it is a name.
    pub(super) fn fits(&self) -> bool {
        let (proper, place, n) = (self.proper, self.place.is_some(), len(self.proper));
        // 社|办小学, 除正规大学, 一九五四年比…医院, 户企业集团: no names.
        if proper.ends_with('办')
            || proper.starts_with(['除', '户', '比', '队', '纠'])
            || proper.contains("年比")
            || !place && ["正规", "厂矿", "工矿"].iter().any(|w| proper.starts_with(w))
        {
            return false;
        }
        let (flags, text) = (self.head.flags, self.page.text);
        // 建成核酸检测实验室12个: counted, and so a kind.
        let rest = tail(text, self.range.end);
        let number = rest.trim_start_matches(|c: char| {
            c.is_ascii_digit() || "０１２３４５６７８９".contains(c) || numeral(c).is_some()
        });
        if !place && number.len() < rest.len() && number.starts_with(['个', '家', '所', '座', '处', '支', '余', '多'])
        {
            return false;
        }
        if self.is_school() {
            true
        } else if flags.informal {
            n == 0 && place && (acts(tail(text, self.range.end)) || self.again())
        } else if flags.media {
            place && n == 0 || before(text, self.range.start) == Some('《') && n <= 4
        } else if flags.delegation {
            let foreign = self.place.is_some_and(|p| p.chain.kind == Kind::Country);
            n >= 2 && self.is_clean() && (foreign || proper.starts_with("中国") && n >= 4)
        } else if flags.commune && !flags.place && (!flags.paged || !place) {
            self.is_collective()
        } else if flags.place && place {
            self.is_seated()
        } else if self.head.word == "联合会" && !self.national {
            self.is_proper()
        } else if flags.paged {
            self.is_collective() && self.speaks_of_communes()
        } else if self.head.word == "海关" {
            // 友谊关海关
            self.is_named() && self.is_clean() && n <= 4 && proper.ends_with(|c| GEO.contains(c))
        } else if flags.place && self.national {
            let rest = proper.chars().skip(2).collect::<String>();
            let listed = NATIONAL_HEADS.iter().any(|w| self.head.word.ends_with(w));
            // 中国民用航空|总局: of the state whatever it is for.
            let state = ["总局", "总公司", "总社"].iter().any(|w| self.head.word.ends_with(w)) && len(&rest) >= 2;
            let team = rest.is_empty() && self.head.word.ends_with('队');
            self.is_clean()
                && listed
                && (state || team || len(&rest) >= 2 && !is_common(&rest) || len(self.head.word) > 5)
        } else if flags.station && !place {
            // 秀水派出所, without a place before it: its own name must look like one.
            let village = self.is_named() && self.is_clean() && n <= 3 && proper.ends_with(|c| GEO.contains(c));
            // 石牛山景区派出所: of a scenic area, a zone, a street.
            let area = ["景区", "新区", "园区", "开发区", "度假区", "高新区", "经开区", "街道", "机场", "车站"];
            let village = village
                || area.iter().any(|w| {
                    proper.strip_suffix(w).is_some_and(|own| (2..=6).contains(&len(own)) && !opens_common(own))
                }) && self.is_clean();
            (village || self.national && !proper.starts_with("全国")) && !proper.contains(['级', '式'])
        } else if flags.station && n == 0 {
            len(self.head.word) > 3
        } else {
            flags.proper && self.is_proper()
        }
    }

    /// Whether the proper part says something of its own.
    fn is_named(&self) -> bool {
        let proper = self.proper;
        // 沈阳|第三|机器厂: works of a town are numbered.
        let ordinal = proper.strip_prefix('第').and_then(|r| r.chars().next()).is_some_and(|c| numeral(c).is_some());
        len(proper) >= 2
            && (!is_common(proper) || (ordinal || self.national) && self.place.is_some())
            && !proper.starts_with(|c: char| c.is_ascii_digit())
            && !graded(proper)
    }

    fn is_clean(&self) -> bool {
        !self.proper.contains(POINTING)
    }

    /// 苏州大学, 上海体育学院, 北京银行: a place and a field of study are name enough; of 山西省|农业|科学研究所 too.
    fn is_school(&self) -> bool {
        let (word, n) = (self.head.word, len(self.proper));
        // 中国民航大学
        let national = self.national && matches!(word, "大学" | "学院") && n >= 4 && !self.proper.starts_with("全国");
        (self.place.is_some() || national)
            && (matches!(word, "大学" | "学院" | "银行" | "职业学院")
                || n >= 2 && ["研究所", "研究院", "科学院", "设计院"].iter().any(|w| word.ends_with(w)))
            && n <= 10
            && self.is_clean()
            && !KINDS.iter().any(|w| self.proper.starts_with(w))
    }

    /// 红旗公社, 李顺达互助组: two to four characters that are no words, or the words that such bodies were called after.
    fn is_collective(&self) -> bool {
        let (proper, n) = (self.proper, len(self.proper));
        let known = COLLECTIVES.iter().any(|w| proper.ends_with(w) && (n == len(w) || self.place.is_some()));
        let town =
            proper.char_indices().skip(2).take(4).any(|(i, c)| {
                "镇乡村".contains(c) && !head_of(proper, i).ends_with(['农', '乡', '城', '村', '小', '集'])
            });
        // The town may be called anything where its county stands before it.
        let told = self.full || !opens_common(proper);
        let time = proper.contains(['前', '后', '年', '月', '季', '时', '内', '外']);
        let mutual = self.head.word == "互助组" && !people::is_name(proper, true);
        let own = (2..=4).contains(&n) && self.is_named() && told && !boundary::is_word(proper) && !time && !mutual;
        // 交警大队, 刑侦大队: police.
        let police =
            proper.contains(['警', '侦', '查', '防', '访', '车', '运']) || proper.ends_with(['程', '质', '击']);
        let vast = ["农村", "城市", "人民", "国营"].iter().any(|w| proper.contains(w));
        self.is_clean() && (known || town || own) && !police && !vast && n <= 12
    }

    /// Whether the text beside it speaks of people's communes, where a 大队 is one of theirs.
    fn speaks_of_communes(&self) -> bool {
        const AROUND: usize = 300; // characters
        let (text, range) = (self.page.text, &self.range);
        let around = text.get(back(text, range.start, AROUND)..forth(text, range.end, AROUND)).unwrap_or("");
        ["公社", "社员", "生产队", "党支部"].iter().any(|w| around.contains(w))
    }

    /// A body that needs a place and has it.
    fn is_seated(&self) -> bool {
        let (word, n) = (self.head.word, len(self.proper));
        let single = len(self.page.slice(&(self.head_start..self.head.range.end))) == 1;
        // 浙江省厅: a one-character head needs a field of work before it (交通|局), or it is 委 after a full division name.
        let enough = if single {
            n >= 2 || word.ends_with('委') && n == 0 && self.full
        } else {
            let short = matches!(word, "海关" | "地委" | "专署" | "行署" | "军区");
            n > 0 || self.full || len(word) > 2 || short
        };
        // 大寨|大队: a village's, where communes are spoken of.
        let enough = enough || n == 0 && self.head.flags.paged && self.speaks_of_communes();
        // 日本|佐藤|政府: a cabinet, no body.
        let cabinet = word == "政府" && n > 0 && self.place.is_some_and(|p| p.chain.kind == Kind::Country);
        // 某市各街道|办事处: many bodies.
        let many = ["各街", "各乡", "各镇", "各村", "各县", "各区"].iter().any(|w| self.proper.contains(w));
        enough && !cabinet && !many && !graded(self.proper) && (n == 0 || self.is_named() || n <= 6)
    }

    /// 山东省|港口|集团: a province's firm may be called after its trade alone.
    fn is_state_firm(&self) -> bool {
        let kinds = ["企业", "大型", "民营", "骨干", "重点", "国有"];
        let trade = len(self.proper) >= 2 && !kinds.iter().any(|w| self.proper.contains(w));
        self.full && self.head.word == "集团" && trade && self.is_clean() && !graded(self.proper)
    }

    /// 日本|航空|公司
    fn is_airline(&self) -> bool {
        let foreign = self.place.is_some_and(|p| p.chain.kind == Kind::Country);
        foreign && self.head.word == "公司" && matches!(self.proper, "航空" | "广播" | "电视")
    }

    /// 上海|机床厂, 湖南|博物馆: the one of its kind that a place has.
    fn is_only(&self) -> bool {
        const KINDS: &[&str] = &[
            "博物馆",
            "博物院",
            "美术馆",
            "图书馆",
            "天文台",
            "交响乐团",
            "话剧团",
            "京剧团",
            "杂技团",
            "电视台",
            "出版社",
            "矿务局",
            "工程局",
            "钢铁公司",
            "纪念馆",
            "科技馆",
            "体育馆",
        ];
        let word = self.head.word;
        let works = word.ends_with('厂') && len(word) > 2;
        let division = self.place.is_some_and(|p| p.chain.kind == Kind::Division);
        self.proper.is_empty() && division && (works || KINDS.contains(&word))
    }

    /// A body with a name of its own.
    fn is_proper(&self) -> bool {
        if self.is_only() || self.is_airline() || self.is_state_firm() {
            return true;
        }
        let (proper, n, text, flags) = (self.proper, len(self.proper), self.page.text, self.head.flags);
        let quoted = before(text, self.range.start) == Some('”');
        // 云盖寺镇卫生院, 东镇乡红光农业社: a town or village opens it.
        let town = proper.char_indices().skip(2).take(4).any(|(i, c)| {
            "镇乡村".contains(c)
                && !head_of(proper, i).ends_with(['农', '乡', '城', '村', '小', '集'])
                && self.is_clean()
        });
        // 苗绣产业联合会: a trade of four characters and more.
        let trade = matches!(self.head.word, "联合会" | "研究会" | "促进会" | "协会" | "商会") && (4..=10).contains(&n);
        // 申新九厂
        let numbered = flags.numbered && n >= 3 && proper.chars().next_back().is_some_and(|c| numeral(c).is_some());
        // 国营|友谊|农场
        let state =
            proper.strip_prefix("国营").is_some_and(|own| len(own) >= 2 && !is_common(own) && !opens_common(own));
        let sure = self.place.is_some()
            || state
            || self.national
            || town
            || (flags.name || numbered || trade) && !opens_common(proper) && !quoted;
        // A clique is called after its head (某某集团); a firm is not.
        let foreign = self.place.is_none_or(|p| p.chain.kind != Kind::Division);
        let small = self.head.word == "厂" && proper.contains(['小', '各', '县']);
        let clique = self.head.word == "集团"
            && foreign
            && (self.place.is_none() && n > 4 || people::is_name(proper, true) || self.place.is_some() && n < 4);
        self.is_named() && self.is_clean() && n <= 12 && sure && !clique && !small
    }

    /// Whether an informal name comes again soon; one look ahead of bounded length keeps the search linear.
    fn again(&self) -> bool {
        let (text, end) = (self.page.text, self.range.end);
        let name = self.page.slice(&self.range);
        text.get(end..forth(text, end, 1500)).is_some_and(|t| t.contains(name))
    }
}

/// Whether the words after an informal name (贵阳交警) show that it acts.
fn acts(rest: &str) -> bool {
    const VERBS: &[&str] = &[
        "机关", "深入", "坚决", "坚持", "贯彻", "落实", "立足", "聚焦", "积极", "全面", "全力", "全警", "牢记", "创新",
        "推出", "推行", "推进", "推动", "既", "将", "在", "以", "把", "通过", "组织", "开展", "启动", "发布", "提醒",
        "通报", "部署", "联合", "持续", "始终", "严格", "依法", "紧盯", "紧扣", "围绕", "打造", "破获", "抓获", "查处",
        "成功", "迅速", "连续", "先后", "共", "结合", "着力", "充分", "不断", "主动", "按照", "对", "为", "与", "从",
        "出动", "提前", "针对", "建立", "依托", "率先", "探索",
    ];
    VERBS.iter().any(|v| rest.starts_with(v))
}
