//! Which of the divisions of a name is meant, and whether a doubtful short name is a place at all.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use baokan_corpus_model::{BlockKind, Status};

use super::gazetteer::{Division, GAZETTEER, YEARS};
use super::spot::{self, Chain, Kind};
use crate::names::page::Page;

/// A place as it stands in the text, settled as far as the document allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The chain.
    pub(crate) chain: Chain,
    /// Article it stands in.
    pub(crate) article: usize,
    /// Code of the division it names, when that is settled.
    pub(crate) code: Option<u32>,
    /// All codes that fit.
    pub(crate) candidates: Vec<u32>,
    /// How far it is settled.
    pub(crate) status: Status,
}

/// The places of a page in text order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// Settled mentions and ambiguous full names; doubtful short names are gone.
    pub(crate) mentions: Vec<Mention>,
    /// Names of divisions as printed, by code, the fullest form of each.
    pub(crate) fullest: HashMap<u32, String>,
    /// For each article the divisions that it is about: those of its byline, or else all that it names.
    seats: HashMap<usize, BTreeSet<u32>>,
    /// Divisions without a code (信阳专区) and regions: what is printed last in the chain, without 地区, and the fullest form.
    past: HashMap<String, String>,
    /// The values of `fullest`, sorted.
    forms: BTreeSet<String>,
}

impl Places {
    /// The mention that begins at byte `start`.
    pub(crate) fn starting_at(&self, start: usize) -> Option<&Mention> {
        let i = self.mentions.partition_point(|m| m.chain.range.start < start);
        self.mentions.get(i).filter(|m| m.chain.range.start == start)
    }

    /// The one division of this class (省, 市, 县 …) that the article is about: what 全市 and 市教育局 mean there.
    pub(crate) fn home(&self, article: usize, class: char) -> Option<u32> {
        let seats = self.seats.get(&article)?;
        let fits = |code: &&u32| self.fullest.get(code).is_some_and(|name| name.ends_with(class));
        let mut found = seats.iter().filter(fits);
        let first = found.next().copied();
        if found.next().is_some() { None } else { first }
    }

    /// The division of this class that the sentence of `text` named last before byte `at` (甲县…与县医院).
    pub(crate) fn nearest(&self, text: &str, at: usize, class: char) -> Option<u32> {
        const WITHIN: usize = 60; // characters
        let from = crate::names::text::back(text, at, WITHIN);
        let cut = text.get(from..at)?.rfind(['。', '；', '！', '？', '\n']).map_or(from, |i| from + i);
        let near = self.within(&(cut..at)).iter().rev();
        near.filter_map(|m| m.code).find(|code| self.fullest.get(code).is_some_and(|name| name.ends_with(class)))
    }

    /// The fullest form in which the document `text` names the place of a mention.
    pub(crate) fn form<'a>(&'a self, m: &Mention, text: &'a str) -> &'a str {
        let printed = text.get(m.chain.range.clone()).unwrap_or("");
        match m.code {
            Some(code) => self.fullest.get(&code),
            None => m.chain.last().and_then(|x| text.get(x.range.clone())).and_then(|last| self.past.get(stem(last))),
        }
        .map_or(printed, String::as_str)
    }

    /// The longest printed form of a division that opens `name`.
    pub(crate) fn seat_of(&self, name: &str) -> Option<String> {
        let near = self.forms.range(..=name.to_owned()).rev().take(8);
        near.filter(|f| name.starts_with(f.as_str())).max_by_key(|f| f.len()).cloned()
    }

    /// The mentions that lie wholly in `range`.
    pub(crate) fn within(&self, range: &Range<usize>) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.chain.range.start < range.start);
        let to = self.mentions.partition_point(|m| m.chain.range.end <= range.end);
        self.mentions.get(from..to.max(from)).unwrap_or(&[])
    }
}

/// Finds and settles the places of a page.
pub(crate) fn places(page: &Page<'_>) -> Places {
    let year = page.year.unwrap_or(YEARS.1).clamp(YEARS.0, YEARS.1);
    let mut chains: Vec<(Chain, usize)> = Vec::new();
    for stretch in &page.stretches {
        chains.extend(spot::chains(page.text, &stretch.range, year).into_iter().map(|c| (c, stretch.article)));
    }
    let mut sure: Vec<bool> = chains.iter().map(|(chain, _)| is_sure(chain)).collect();
    let mut known: Known = HashMap::new();
    for ((chain, article), _) in chains.iter().zip(&sure).filter(|(_, s)| **s) {
        known.entry(*article).or_default().extend(codes(chain));
    }
    // Doubtful short names: evidence may come from a name that was doubtful itself, hence two rounds.
    for _ in 0..2 {
        for i in 0..chains.len() {
            let Some((chain, article)) = chains.get(i) else { continue };
            if sure.get(i) == Some(&false) && is_backed(page, &chains, &sure, i, &known) {
                known.entry(*article).or_default().extend(codes(chain));
                if let Some(s) = sure.get_mut(i) {
                    *s = true;
                }
            }
        }
    }
    let mut places = Places::default();
    for ((chain, article), _) in chains.into_iter().zip(&sure).filter(|(_, s)| **s) {
        places.mentions.push(settle(page, chain, article, year, &known));
    }
    places.fullest = fullest(page, &places.mentions);
    for m in places.mentions.iter().filter(|m| matches!(m.chain.kind, Kind::Past | Kind::Region)) {
        let Some(last) = m.chain.last() else { continue };
        let (form, best) = (page.slice(&m.chain.range), places.past.entry(stem(page.slice(&last.range)).to_owned()));
        let best = best.or_default();
        if form.len() > best.len() {
            form.clone_into(best);
        }
    }
    places.seats = seats(page, &places.mentions);
    places.forms = places.fullest.values().cloned().collect();
    places
}

/// A region's name without the word that classes it.
fn stem(name: &str) -> &str {
    name.strip_suffix("地区").filter(|s| !s.is_empty()).unwrap_or(name)
}

/// The divisions that each article is about: those of its byline with all above them, or all that it names.
fn seats(page: &Page<'_>, mentions: &[Mention]) -> HashMap<usize, BTreeSet<u32>> {
    let mut all: HashMap<usize, BTreeSet<u32>> = HashMap::new();
    let mut signed: HashMap<usize, BTreeSet<u32>> = HashMap::new();
    let bylines: Vec<&Range<usize>> = page
        .stretches
        .iter()
        .filter(|s| matches!(s.kind, BlockKind::Byline | BlockKind::AuthorNote))
        .map(|s| &s.range)
        .collect();
    for m in mentions.iter().filter(|m| m.chain.kind == Kind::Division) {
        let mut codes: Vec<u32> = m.code.into_iter().collect();
        codes.extend(
            m.chain.members.iter().flat_map(|x| best_rank(&x.rows)).filter_map(|r| Some(GAZETTEER.get(r)?.code)),
        );
        let i = bylines.partition_point(|b| b.end <= m.chain.range.start);
        if bylines.get(i).is_some_and(|b| b.start <= m.chain.range.start) {
            signed.entry(m.article).or_default().extend(codes.iter().copied());
        }
        all.entry(m.article).or_default().extend(codes);
    }
    all.extend(signed);
    all
}

/// Codes met in each article.
type Known = HashMap<usize, BTreeSet<u32>>;

/// The codes that a chain may stand for, its higher members included.
fn codes(chain: &Chain) -> Vec<u32> {
    let rows = chain.members.iter().flat_map(|m| best_rank(&m.rows));
    rows.filter_map(|r| Some(GAZETTEER.get(r)?.code)).collect()
}

/// Of several readings those of the highest division: 吉林 is the province before it is the city.
fn best_rank(rows: &[usize]) -> Vec<usize> {
    let rank = |r: &usize| GAZETTEER.get(*r).map_or(9, Division::rank);
    let best = rows.iter().map(rank).min();
    rows.iter().copied().filter(|r| Some(rank(r)) == best).collect()
}

/// Whether a chain needs no further evidence: a full name, a chain of several names, a well-known short name.
fn is_sure(chain: &Chain) -> bool {
    let Some(last) = chain.last() else { return false };
    chain.kind != Kind::Division
        || chain.members.len() > 1
        || !last.word && (!last.short || last.rows.iter().any(|r| GAZETTEER.get(*r).is_some_and(|d| d.rank() < 3)))
}

/// Whether the text around vouches for a doubtful short name.
fn is_backed(page: &Page<'_>, chains: &[(Chain, usize)], sure: &[bool], i: usize, known: &Known) -> bool {
    let Some((chain, article)) = chains.get(i) else { return false };
    let Some(last) = chain.last() else { return false };
    let is_listed = |j: usize| {
        let Some((other, _)) = chains.get(j) else { return false };
        let (a, b) = if j < i { (other, chain) } else { (chain, other) };
        let between = page.text.get(a.range.end..b.range.start).unwrap_or("x");
        sure.get(j) == Some(&true)
            && other.kind == Kind::Division
            && matches!(between, "、" | "和" | "与" | "及" | "以及" | "到" | "至")
    };
    // 平安、和平: words make lists of their own.
    let plain = !last.word || distinct(&last.rows) < 2;
    if plain && (i.checked_sub(1).is_some_and(is_listed) || is_listed(i + 1)) {
        return true;
    }
    let met = |code: u32| known.iter().any(|(a, set)| page.same_article(*a, *article) && set.contains(&code));
    let rows: Vec<&Division> = last.rows.iter().filter_map(|r| GAZETTEER.get(*r)).collect();
    // The same division stands elsewhere in full, or its city does (and the short name is no ordinary word).
    rows.iter().any(|d| met(d.code)) || !last.word && rows.iter().any(|d| met(d.parent) && unique_in(d, &rows))
}

/// Number of divisions among the rows.
fn distinct(rows: &[usize]) -> usize {
    rows.iter().filter_map(|r| Some(GAZETTEER.get(*r)?.code)).collect::<BTreeSet<_>>().len()
}

fn unique_in(division: &Division, all: &[&Division]) -> bool {
    all.iter().filter(|d| d.parent == division.parent).map(|d| d.code).collect::<BTreeSet<_>>().len() == 1
}

/// Decides on the code of a chain's last member.
fn settle(page: &Page<'_>, chain: Chain, article: usize, year: u16, known: &Known) -> Mention {
    let rows = chain.last().map(|m| m.rows.clone()).unwrap_or_default();
    let mut rows = best_rank(&rows);
    let distinct =
        |rows: &[usize]| -> BTreeSet<u32> { rows.iter().filter_map(|r| Some(GAZETTEER.get(*r)?.code)).collect() };
    // Several divisions of that name: the one whose city or province the article names.
    for near in [true, false] {
        if distinct(&rows).len() < 2 {
            break;
        }
        let fits = |r: &usize| {
            known
                .iter()
                .filter(|(a, _)| if near { **a == article } else { page.same_article(**a, article) })
                .any(|(_, set)| set.iter().any(|code| GAZETTEER.lies_in(*r, *code)))
        };
        let kept: Vec<usize> = rows.iter().copied().filter(fits).collect();
        if !kept.is_empty() {
            rows = kept;
        }
    }
    let exists = rows.iter().any(|r| GAZETTEER.get(*r).is_some_and(|d| d.existed(year)));
    if !exists {
        // Of several codes of the past the one nearest to the document's year.
        let distance = |r: &usize| {
            GAZETTEER.get(*r).map_or(u16::MAX, |d| d.first.saturating_sub(year).max(year.saturating_sub(d.last)))
        };
        let nearest = rows.iter().map(distance).min();
        rows.retain(|r| Some(distance(r)) == nearest);
    }
    // 唐山 is the city before it is the district round it (唐山地区).
    if distinct(&rows).len() > 1 {
        let city = |r: &usize| GAZETTEER.get(*r).is_some_and(|d| d.rank() == 2 && d.name.ends_with('市'));
        if let [only] = rows.iter().copied().filter(city).collect::<Vec<_>>()[..] {
            rows = vec![only];
        }
    }
    let candidates = distinct(&rows);
    let code = if candidates.len() == 1 { candidates.first().copied() } else { None };
    // Before there were codes: a division that still has its first one is what it was.
    let lasts = rows.iter().filter_map(|r| GAZETTEER.get(*r)).any(|d| d.first == YEARS.0 && d.last == YEARS.1);
    let before_codes = page.year.is_some_and(|y| y < YEARS.0) && !lasts;
    let status = match (chain.kind, code) {
        (Kind::Past, _) => Status::Historical,
        (Kind::Division, None) => Status::Ambiguous,
        (Kind::Division, Some(_)) if !exists || before_codes => Status::Historical,
        _ => Status::Resolved,
    };
    Mention { chain, article, code, candidates: candidates.into_iter().collect(), status }
}

/// For each division the fullest form that the document prints, also as the beginning of a longer chain.
fn fullest(page: &Page<'_>, mentions: &[Mention]) -> HashMap<u32, String> {
    let mut best: HashMap<u32, String> = HashMap::new();
    for m in mentions.iter().filter(|m| m.chain.kind == Kind::Division) {
        for (i, member) in m.chain.members.iter().enumerate() {
            let code = if i + 1 == m.chain.members.len() {
                m.code
            } else {
                best_rank(&member.rows).first().and_then(|r| Some(GAZETTEER.get(*r)?.code))
            };
            let form = page.slice(&(m.chain.range.start..member.range.end));
            if let Some(code) = code {
                let old = best.entry(code).or_default();
                if form.len() > old.len() {
                    form.clone_into(old);
                }
            }
        }
    }
    best
}
