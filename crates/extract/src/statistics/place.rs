//! Where a figure belongs: the place of the signed post above the article, else what the text names before the number.

use std::collections::BTreeSet;
use std::ops::Range;

use baokan_corpus_model::{BlockKind, Document, Field, Measure, Origin, Role, TextRange};

use super::{Analysis, Figure};
use crate::extractor::{Lent, Settled};
use crate::names::text::{forth, head, tail};
use crate::places::gazetteer::GAZETTEER;
use crate::places::spot::{Kind, Member};

/// A place met in the text.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Bytes of the document's text.
    pub(super) range: Range<usize>,
    /// In its fullest form.
    pub(super) name: String,
    /// Class of a division (省, 市, 县 …); none for countries, regions and 全国.
    class: Option<char>,
    /// Code of a division that is settled.
    code: Option<u32>,
    article: usize,
    /// The divisions that its name opens with (南京市 of 南京市鼓楼区): class, name, where it stands.
    above: Vec<(char, String, Range<usize>)>,
}

/// The class of a division by its name: 省, 市, 县 …; 自 for autonomous regions and 地 for the prefectures that are called
/// 地区 or 专区, so that they are not taken for the districts of a city.
fn class(name: &str) -> Option<char> {
    if name.ends_with("自治区") {
        return Some('自');
    }
    if name.ends_with("地区") || name.ends_with("专区") {
        return Some('地');
    }
    name.chars().next_back()
}

/// The classes that a word of reference stands for: 全区 may be of an autonomous region, a prefecture or a district.
fn classes(reference: char) -> &'static [char] {
    match reference {
        '区' => &['区', '自', '地'],
        '专' => &['地'],
        '自' => &['自'],
        '省' => &['省'],
        '市' => &['市'],
        '县' => &['县'],
        '州' => &['州'],
        '旗' => &['旗'],
        '盟' => &['盟'],
        _ => &[],
    }
}

/// How far back in a sentence a place is looked for, in bytes: longer ones are texts that have lost their marks.
const REACH: usize = 3000;

/// 全国 and its like are places of their own.
const NATIONAL: &[&str] = &["全国", "我国"];

/// Words that stand for a division named before: 全市, 该县, 我省.
const SCOPES: &[char] = &['全', '该', '我', '本'];

/// The places that the document names, in text order.
pub(super) struct Known {
    mentions: Vec<Mention>,
}

impl Known {
    /// The settled places with 全国, without those that are part of another name.
    pub(super) fn of(doc: &Document, settled: Option<&Settled>, lent: &[Lent]) -> Self {
        let text = doc.text.as_str();
        let mut mentions = Vec::new();
        if let Some(s) = settled {
            let hidden = |r: &Range<usize>| {
                let i = s.hidden.partition_point(|h| h.end <= r.start);
                s.hidden.get(i).is_some_and(|h| h.start <= r.start && r.end <= h.end)
            };
            for m in s.places.mentions.iter().filter(|m| !hidden(&m.chain.range)) {
                let printed = text.get(m.chain.range.clone()).unwrap_or("");
                if is_dateline(text, &m.chain.range) {
                    continue;
                }
                // Rivers and mountains are where something lies, not whose figure it is.
                if m.chain.kind == Kind::Region
                    && printed.ends_with([
                        '江', '河', '湖', '海', '山', '洋', '岭', '峡', '堂', '馆', '场', '门', '宫', '墓', '院', '址',
                    ])
                {
                    continue;
                }
                let name = s.places.form(m, text).to_owned();
                let class_of = |x: &Member| {
                    let row = x.rows.first().and_then(|r| GAZETTEER.get(*r));
                    class(row.map_or_else(|| text.get(x.range.clone()).unwrap_or(""), |d| d.name))
                };
                let division = matches!(m.chain.kind, Kind::Division | Kind::Past);
                let class = m.chain.last().filter(|_| division).and_then(class_of);
                let mut above = Vec::new();
                for x in m.chain.members.iter().rev().skip(1) {
                    let range = m.chain.range.start..x.range.end;
                    let code = x.rows.first().and_then(|r| GAZETTEER.get(*r)).map(|d| d.code);
                    let form = code.and_then(|c| s.places.fullest.get(&c)).map(String::as_str);
                    let form = form.unwrap_or(text.get(range.clone()).unwrap_or("")).to_owned();
                    above.extend(class_of(x).map(|class| (class, form, range)));
                }
                let (range, code, article) = (m.chain.range.clone(), m.code, m.article);
                mentions.push(Mention { range, name, class, code, article, above });
            }
            for stretch in s.stretches.iter().filter(|x| x.kind != BlockKind::Byline) {
                let slice = text.get(stretch.range.clone()).unwrap_or("");
                for (i, c) in slice.char_indices().filter(|(_, c)| *c == '国') {
                    let at = stretch.range.start + i + c.len_utf8();
                    if let Some(word) = NATIONAL.iter().find(|w| head(text, at).ends_with(**w)) {
                        let range = at - word.len()..at;
                        let article = stretch.article;
                        let (name, above) = ("全国".to_owned(), Vec::new());
                        mentions.push(Mention { range, name, class: None, code: None, article, above });
                    }
                }
            }
        }
        if !lent.is_empty() {
            lend(doc, lent, &mut mentions);
        }
        mentions.sort_by_key(|m| (m.range.start, m.range.end));
        Self { mentions }
    }

    /// 全国 as the home of an article, when that is what this place says.
    pub(super) fn nation(&self, place: &Field<String>) -> Option<Home> {
        let Origin::Text(range) = place.origin else { return None };
        let mention = self.within(range).first().filter(|m| m.name == "全国")?.clone();
        Some(Home { mention, signed: false })
    }

    /// The mentions in a range of the text, in order.
    pub(super) fn within(&self, range: TextRange) -> &[Mention] {
        let range = range.as_usize();
        let low = self.mentions.partition_point(|m| m.range.start < range.start);
        let high = self.mentions.partition_point(|m| m.range.end <= range.end);
        self.mentions.get(low..high.max(low)).unwrap_or(&[])
    }

    /// The division of this class that the article named last before byte `at`, by itself or as part of a fuller name.
    fn last_of(&self, classes: &[char], article: usize, at: usize) -> Option<(&str, &Range<usize>)> {
        let end = self.mentions.partition_point(|m| m.range.end <= at);
        let before = self.mentions.get(..end)?;
        before.iter().rev().take_while(|m| m.article == article).find_map(|m| {
            let own = m.class.is_some_and(|c| classes.contains(&c)).then_some((m.name.as_str(), &m.range));
            own.or_else(|| m.above.iter().find(|a| classes.contains(&a.0)).map(|a| (a.1.as_str(), &a.2)))
        })
    }
}

/// Adds the places of a user's list, which take the room of ours that they overlap.
fn lend(doc: &Document, lent: &[Lent], mentions: &mut Vec<Mention>) {
    let mut lent: Vec<&Lent> = lent.iter().collect();
    lent.sort_by_key(|l| (l.range.start, l.range.end));
    mentions.retain(|m| {
        let i = lent.partition_point(|l| l.range.end <= m.range.start);
        lent.get(i).is_none_or(|l| l.range.start >= m.range.end)
    });
    for l in lent {
        let holds = |r: TextRange| r.as_usize().start <= l.range.start && l.range.end <= r.as_usize().end;
        let Some(article) = doc.articles.iter().position(|a| holds(a.range)) else { continue };
        mentions.push(Mention {
            range: l.range.clone(),
            name: l.name.clone(),
            class: class(&l.name),
            code: l.code.as_ref().and_then(|c| c.parse().ok()),
            article,
            above: Vec::new(),
        });
    }
}

/// What an article lends to figures that name no place.
pub(super) struct Home {
    mention: Mention,
    /// The article is signed from there: every figure is of that place or of a part of it.
    signed: bool,
}

/// The home of an article: where its author holds office, or the place that its headline names; of an article that nobody
/// signs so, the one division that it is about.
pub(super) fn of_article(doc: &Document, article: usize, known: &Known) -> Option<Home> {
    let own = doc.articles.get(article)?;
    let signed = own.byline.iter().find(|b| b.role == Role::Author);
    let first = |r: TextRange| known.within(r).first().cloned();
    let headline = || own.headline.iter().flat_map(|t| &t.ranges).find_map(|r| first(*r));
    if let Some(entry) = signed {
        // The post may stand apart from the name, in another line or note.
        let apart = || {
            let position = entry.position.as_deref()?;
            let text = doc.text.as_str();
            let blocks = own.blocks.iter().filter_map(|b| doc.blocks.get(*b)).map(|(r, _)| r);
            let at = blocks.filter_map(|r| Some((r, text.get(r.as_usize())?.find(position)?))).next();
            let start = at.map(|(r, i)| r.as_usize().start + i)?;
            first(TextRange::from_usize(start..start + position.len())?)
        };
        let mention = first(entry.range).or_else(apart).or_else(headline)?;
        return Some(Home { mention, signed: true });
    }
    subject(doc, article, known).map(|mention| Home { mention, signed: false })
}

/// The division that an article is about: named first, in its headline or first two paragraphs, and nearly all others that
/// it names lie in it or above it.
fn subject(doc: &Document, article: usize, known: &Known) -> Option<Mention> {
    const LEAD: usize = 2;
    let own = doc.articles.get(article)?;
    let text = doc.text.as_str();
    // A railway, a canal runs through many places and belongs to none of them.
    if own.headline.iter().flat_map(|t| &t.ranges).any(|r| text.get(r.as_usize()).is_some_and(is_of_a_line)) {
        return None;
    }
    let titles = own.headline.iter().chain(&own.kicker).chain(&own.subheadline).flat_map(|t| &t.ranges).copied();
    let blocks: Vec<TextRange> = crate::timex::text_blocks(doc, article);
    let divisions = |r: &TextRange| known.within(*r).iter().filter(|m| m.class.is_some());
    let all: Vec<&Mention> = blocks.iter().flat_map(divisions).collect();
    let titles: Vec<TextRange> = titles.collect();
    let lead = titles.iter().flat_map(divisions).chain(blocks.iter().take(LEAD).flat_map(divisions));
    let mut tried = BTreeSet::new();
    for m in lead {
        if !tried.insert(m.name.as_str()) {
            continue;
        }
        let same = |o: &Mention| o.name == m.name;
        // What lay in a division of the past is not known: all that is named behind it may.
        let near = |o: &&&Mention| match (o.code, m.code) {
            (Some(c), Some(code)) => GAZETTEER.lies_within(c, code) || GAZETTEER.lies_within(code, c),
            (_, None) => m.name.ends_with("专区") || same(o),
            (None, _) => o.name.starts_with(&m.name),
        };
        let (near, inside) = (all.iter().filter(near).count(), all.iter().find(|o| same(o)));
        if let Some(first) = inside.filter(|_| near * 4 >= all.len() * 3) {
            return Some((*first).clone());
        }
    }
    None
}

/// What runs through many places.
const LINES: &[&str] = &["铁路", "公路", "高速", "高铁", "运河", "干线", "航线", "输油管", "输气管"];

/// Whether a headline speaks of a line of traffic, not of the office that runs it (铁路局).
fn is_of_a_line(headline: &str) -> bool {
    LINES.iter().any(|w| {
        headline.match_indices(w).any(|(i, _)| {
            let behind = tail(headline, i + w.len());
            !behind.starts_with(['局', '警', '公', '检', '法', '运', '职', '工', '系', '口', '发'])
        })
    })
}

/// Whether an article is a report to the National People's Congress, by what stands above its text.
pub(super) fn is_state_report(doc: &Document, article: usize) -> bool {
    let text = doc.text.as_str();
    let Some(own) = doc.articles.get(article) else { return false };
    let titles = own.headline.iter().chain(&own.kicker).chain(&own.subheadline).flat_map(|t| &t.ranges);
    let blocks = own.blocks.iter().take(2).filter_map(|b| doc.blocks.get(*b)).map(|(r, _)| r);
    const LONGEST: usize = 300;
    let mut lines = titles.copied().chain(blocks).filter_map(|r| text.get(r.as_usize()));
    lines.any(|l| l.len() <= LONGEST && l.contains("全国人民代表大会") && l.contains("次会议上"))
}

/// Whether a division lies in another, by its code or by its name.
fn is_inside(m: &Mention, home: &Mention) -> bool {
    let coded = m.code.zip(home.code).is_some_and(|(a, b)| a != b && GAZETTEER.lies_within(a, b));
    coded || m.name.len() > home.name.len() && m.name.starts_with(&home.name)
}

/// 新华社武汉8月23日电, 本报北京3月16日讯: where it was written.
fn is_dateline(text: &str, place: &Range<usize>) -> bool {
    let left = head(text, place.start);
    ["新华社", "本报", "中新社", "本刊", "通讯社"].iter().any(|w| left.ends_with(w))
        && tail(text, place.end).starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十讯电专".contains(c))
}

/// The place of each figure of a block that begins at byte `start` of the text; `block` is in offsets of the block.
pub(super) struct Placer<'a> {
    pub(super) home: Option<&'a Home>,
    pub(super) known: &'a Known,
    pub(super) mentions: &'a [Mention],
    pub(super) block: &'a Analysis,
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) article: usize,
    /// The article is a report to the National People's Congress.
    pub(super) state_report: bool,
}

impl Placer<'_> {
    /// With a signed home only a division inside it overrides; cities merely visited never do. Without one, a place or
    /// 全市 before the number counts, or one that heads an earlier clause of the sentence; else what headed a sentence
    /// before in the paragraph; else what the article is about.
    pub(super) fn of(&self, figure: &Figure) -> Option<Field<String>> {
        // 新中国成立70周年: of no place.
        if figure.unit.as_deref() == Some("周年") {
            return None;
        }
        let clauses = &self.block.clauses;
        let own = clauses.partition_point(|c| c.range.start <= figure.clause.start).checked_sub(1)?;
        let sentence = clauses.get(own)?.sentence;
        let nearest = clauses.partition_point(|c| c.range.start + REACH < figure.number.start).min(own);
        let other = clauses.get(nearest..own)?.iter().rposition(|c| c.sentence != sentence);
        let first = other.map_or(nearest, |i| nearest + i + 1);
        let from = clauses.get(first)?.range.start + self.start;
        let number = self.start + figure.number.start;
        let here = |m: &Mention| m.range.start >= self.start + figure.clause.start;
        let low = self.mentions.partition_point(|m| m.range.start < from);
        let high = self.mentions.partition_point(|m| m.range.end <= number).max(low);
        let fit = |m: &&Mention| {
            !self.labelled(m) && !self.is_one_of_many(m) && !self.is_goal(m) && !self.is_in_list_of_things(m, number)
        };
        let inside = |m: &&Mention| self.home.is_some_and(|h| is_inside(m, &h.mention));
        if let Some(m) = self.in_turn(figure).filter(|m| !inside(m)) {
            return Some(Field {
                value: m.name.clone(),
                origin: Origin::Text(TextRange::from_usize(m.range.clone())?),
            });
        }
        let yardstick = |m: &Mention| m.name == "全国" && self.is_yardstick(figure, m.range.start);
        let near = self
            .mentions
            .get(low..high)?
            .iter()
            .rev()
            .find(|m| fit(m) && !yardstick(m) && (here(m) || self.heads(m) || self.leads(m) || self.serves(m)));
        let cited = |name: &str, range: &Range<usize>, own: bool| {
            let range = TextRange::from_usize(range.clone())?;
            let origin = if own { Origin::Text(range) } else { Origin::Inherited(range) };
            Some(Field { value: name.to_owned(), origin })
        };
        let field = |m: &Mention, own: bool| cited(&m.name, &m.range, own);
        if let Some(home) = self.home.filter(|h| h.signed).map(|h| &h.mention) {
            // 某区法院研发的系统，全市应用2万次: back to the whole.
            let scope = near.and_then(|m| self.scope(figure, m.range.end, number));
            // 在全省36个县推广: the whole that the home is a part of.
            let clause = self.start + figure.clause.start;
            if let Some((name, range)) = self.scope(figure, clause, number)
                && home.name.starts_with(name)
                && home.name != name
                && self.text.get(clause..number).is_some_and(|t| t.trim_start().starts_with("在全"))
            {
                return cited(name, range, false);
            }
            if let Some((name, range)) = scope.filter(|(name, _)| *name == home.name) {
                return cited(name, range, false);
            }
            return match near {
                Some(m) if (self.heads(m) || self.leads(m)) && is_inside(m, home) => field(m, here(m)),
                _ => field(home, false),
            };
        }
        if self.is_of_several(figure) {
            return None;
        }
        if let Some((name, range)) = self.scope(figure, near.map_or(from, |m| m.range.end), number) {
            return cited(name, range, false);
        }
        if let Some(m) = near {
            return field(m, here(m));
        }
        // No further back than a few sentences: what is told there may be of somebody else.
        const NEAR: usize = 3;
        let sentence_of = |m: &Mention| {
            let at = m.range.start - self.start;
            let i = clauses.partition_point(|c| c.range.start <= at).checked_sub(1);
            i.and_then(|i| clauses.get(i)).map_or(0, |c| c.sentence)
        };
        // 国务院要求…, 《某规划》提出…: nobody's that was named before.
        const HIGHER: &[&str] = &["《", "国务院", "中央", "党中央", "中共中央", "国家", "我国"];
        let opening = tail(self.text, self.start + clauses.get(first)?.head);
        let higher = HIGHER.iter().any(|w| opening.starts_with(w));
        let carried = self
            .mentions
            .get(..low)
            .unwrap_or(&[])
            .iter()
            .rev()
            .take_while(|m| m.range.start + 2 * REACH >= number && sentence_of(m) + NEAR >= sentence)
            .find(|m| fit(m) && self.leads(m))
            // A report to the congress speaks of the country all along: 全国 says so for its own sentence.
            .filter(|m| !(higher || self.state_report && m.name == "全国"));
        let carried = carried.or_else(|| self.in_sentence(number).filter(|_| self.state_report));
        carried.or(self.home.map(|h| &h.mention)).and_then(|m| field(m, false))
    }

    /// The division that the last 全市, 该县, 这个省 in a stretch stands for: its name and where it stands.
    fn scope(&self, figure: &Figure, from: usize, to: usize) -> Option<(&str, &Range<usize>)> {
        let slice = self.text.get(from..to)?;
        let mut last = None;
        let mut chars = slice.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            if (SCOPES.contains(&c) || c == '个' && head(slice, i).ends_with('这'))
                && let Some((_, class)) = chars.peek().filter(|(_, n)| "省市县区州旗盟专".contains(*n))
                && !tail(slice, i + c.len_utf8() + class.len_utf8()).starts_with(['场', '域', '容', '别', '间', '长'])
                && !self.is_yardstick(figure, from + i)
            {
                last = Some((from + i, *class));
            }
            // 自治区计划投入…, without its name.
            if c == '自'
                && tail(slice, i).starts_with("自治区")
                && !head(slice, i).ends_with(['族', '古', '藏', '尔', '、'])
            {
                last = Some((from + i, '自'));
            }
        }
        let (at, reference) = last?;
        let classes = classes(reference);
        let home = self
            .home
            .map(|h| &h.mention)
            .filter(|m| m.class.is_some_and(|c| classes.contains(&c)))
            .map(|m| (m.name.as_str(), &m.range));
        self.known.last_of(classes, self.article, at).or(home)
    }

    /// 居全国第4位, 比全省平均高0.4个百分点: 全国 or 全省 at byte `at` says against whom, not where.
    fn is_yardstick(&self, figure: &Figure, at: usize) -> bool {
        const BEFORE: &[&str] = &[
            "居", "列", "占", "占到", "比", "高于", "低于", "快于", "好于", "多于", "少于", "超过", "排", "进入",
            "跻身",
        ];
        let behind = tail(self.text, forth(self.text, at, 2));
        figure.measure == Measure::Rank
            || BEFORE.iter().any(|w| head(self.text, at).ends_with(w))
            || ["前", "第", "首位"].iter().any(|w| behind.starts_with(w))
    }

    /// Whether a mention stands before another figure of its own clause, so that the clauses behind speak of it as well:
    /// 使全国人口增长率降到10‰，1985年降到5‰.
    fn serves(&self, m: &Mention) -> bool {
        let (Some(start), Some(end)) = (m.range.start.checked_sub(self.start), m.range.end.checked_sub(self.start))
        else {
            return false;
        };
        let i = self.block.figures.partition_point(|f| f.number.start < end);
        (m.class.is_some() || m.name == "全国") && self.block.figures.get(i).is_some_and(|f| f.clause.start <= start)
    }

    /// 向伊朗出口300台, 来自河南的工人, 援助也门: whither or whence, not where.
    fn is_goal(&self, m: &Mention) -> bool {
        const WORDS: &[&str] =
            &["向", "对", "往", "赴", "与", "同", "援助", "来自", "出口到", "销到", "运到", "输出到"];
        let (left, right) = (head(self.text, m.range.start), tail(self.text, m.range.end));
        // 从上海港到洛杉矶, 东起吐鲁番，西到库尔勒: the ends of a way.
        let end = ["到", "至", "起", "止"].iter().any(|w| left.ends_with(w)) && {
            let clause = left.rsplit(['，', '。', '；', '、']).next().unwrap_or("");
            ["从", "由", "自", "东", "西", "南", "北"].iter().any(|w| clause.starts_with(w) || clause.contains("从"))
        };
        let begin = ["从", "由", "自"].iter().any(|w| left.ends_with(w))
            && right.chars().take(3).any(|c| matches!(c, '到' | '至'));
        end || begin || WORDS.iter().any(|w| left.ends_with(w))
    }

    /// 云南、广西、广东三省区缴毒量占…: of the listed places together, of none of them.
    fn is_of_several(&self, figure: &Figure) -> bool {
        let (from, to) = (self.start + figure.clause.start, self.start + figure.number.start);
        let low = self.mentions.partition_point(|m| m.range.start < from);
        let mut listed = self.mentions.get(low..).unwrap_or(&[]).iter().take_while(|m| m.range.end <= to);
        listed.any(|m| {
            let mut right = tail(self.text, m.range.end).chars();
            head(self.text, m.range.start).ends_with(['、', '和'])
                && right.next().and_then(crate::names::text::numeral).is_some_and(|n| n > 1)
                && right.next().is_some_and(|c| "省市县区州国".contains(c))
        })
    }

    /// 全国 anywhere in the sentence around byte `at`, up to its full stop.
    fn in_sentence(&self, at: usize) -> Option<&Mention> {
        let stops: &[char] = &['。', '！', '？', '\n'];
        let block = self.text.get(self.start..)?;
        let number = at - self.start;
        let open = head(block, number).rfind(stops).unwrap_or(0);
        let close = tail(block, number).find(stops).map_or(block.len(), |i| number + i);
        let (from, to) = (self.start + open, self.start + close);
        let low = self.mentions.partition_point(|m| m.range.start < from);
        let within = self.mentions.get(low..)?.iter().take_while(|m| m.range.end <= to);
        within.clone().all(|m| m.class.is_none()).then_some(())?;
        within.take(32).find(|m| m.name == "全国" && self.text.get(m.range.clone()) == Some("全国"))
    }

    /// 湖南、江西两省分别达31万头和18.6万头: each place of a list has its own number, in the same order.
    fn in_turn(&self, figure: &Figure) -> Option<&Mention> {
        const MOST: usize = 12;
        let range = figure.clause.start + self.start..figure.number.start + self.start;
        let clause = self.text.get(range.clone())?;
        if !clause.contains("分别") {
            return None;
        }
        let from = self.block.figures.partition_point(|f| f.number.start < figure.clause.start);
        let own = |f: &&Figure| f.clause.start == figure.clause.start;
        let figures: Vec<&Figure> = self.block.figures.get(from..)?.iter().take(MOST).take_while(own).collect();
        let turn = figures.iter().position(|f| f.number == figure.number)?;
        let low = self.mentions.partition_point(|m| m.range.start < range.start);
        let word = range.start + clause.find("分别")?;
        let listed: Vec<&Mention> = self.mentions.get(low..)?.iter().take_while(|m| m.range.end <= word).collect();
        let joined = listed.windows(2).all(|w| match w {
            [a, b] => matches!(self.text.get(a.range.end..b.range.start), Some("、" | "和" | "与" | "及")),
            _ => false,
        });
        (listed.len() > 1 && listed.len() == figures.len() && joined).then(|| listed.get(turn).copied())?
    }

    /// 新建安徽某水库、江苏某闸等24个工程: places of the things that are listed before their number.
    fn is_in_list_of_things(&self, m: &Mention, number: usize) -> bool {
        let between = self.text.get(m.range.end..number).unwrap_or("");
        between.trim_end().ends_with('等') && between.contains('、')
    }

    /// Whether a mention heads its clause.
    fn heads(&self, m: &Mention) -> bool {
        let at = m.range.start - self.start;
        let i = self.block.clauses.partition_point(|c| c.range.start <= at).checked_sub(1);
        i.and_then(|i| self.block.clauses.get(i)).is_some_and(|c| c.head == at)
    }

    /// Whether a mention opens a sentence, so that the sentences behind speak of it: 陕西省镇安县是…, 在镇安县…, 又讯 福建省….
    fn leads(&self, m: &Mention) -> bool {
        const OPENERS: &[&str] = &["在", "据", "从", "位于", "记者从", "又讯", "讯", "记者在", "走进", "来到"];
        if m.class.is_none() && m.name != "全国" {
            return false;
        }
        let at = m.range.start - self.start;
        let clauses = &self.block.clauses;
        let Some(i) = clauses.partition_point(|c| c.range.start <= at).checked_sub(1) else { return false };
        let Some(clause) = clauses.get(i) else { return false };
        // 某市某公司经理某某说: where the speaker is from.
        let words = self.text.get(self.start + clause.range.start..self.start + clause.range.end).unwrap_or("");
        const TOLD: &[&str] = &["说", "道", "表示", "介绍", "告诉记者", "认为", "指出", "坦言"];
        if TOLD.iter().any(|w| words.ends_with(w)) {
            return false;
        }
        let begins = i.checked_sub(1).and_then(|j| clauses.get(j)).is_none_or(|c| c.sentence != clause.sentence);
        let lead = self.text.get(self.start + clause.head..m.range.start).unwrap_or("x").trim();
        clause.head == at || lead.is_empty() || begins && OPENERS.iter().any(|w| lead.ends_with(w))
    }

    fn labelled(&self, m: &Mention) -> bool {
        let at = m.range.start - self.start;
        let i = self.block.labels.partition_point(|l| l.end <= at);
        self.block.labels.get(i).is_some_and(|l| l.start <= at)
    }

    /// 31个省和新疆生产建设兵团报告98例, 江苏、浙江等地降水200毫米: a place that is named beside others, or is part of another
    /// name, is not where the figure belongs, unless its number stands next to it (江苏45例).
    fn is_one_of_many(&self, m: &Mention) -> bool {
        let Some(after) = m.range.end.checked_sub(self.start) else { return false };
        let (left, right) = (head(self.text, m.range.start), tail(self.text, m.range.end));
        // 辽宁姑娘, 日本队: whose player, not where. 全国铁路 are those of the country.
        let part = [
            "生产建设兵团",
            "军区",
            "战区",
            "队",
            "籍",
            "选手",
            "姑娘",
            "小伙",
            "小将",
            "名将",
            "运动员",
            "女排",
            "男篮",
            "女足",
            "代表队",
            "代表团",
            "卫星",
            "游客",
            "球迷",
            "铁路",
            "公路",
            "高速",
            "高铁",
            "运河",
        ]
        .iter()
        .any(|w| right.starts_with(w));
        if part && m.name != "全国" {
            return true;
        }
        let counted = self.block.figures.binary_search_by_key(&after, |f| f.number.start).is_ok();
        let joined = left.ends_with(['、', '和', '及', '与'])
            || right.starts_with(['、', '和', '及', '与'])
            || right.starts_with("等地");
        joined && !counted
    }
}
