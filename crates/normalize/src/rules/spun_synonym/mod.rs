//! Synonyms that an article spinner forced into the text.

mod evidence;
mod table;

use std::collections::BTreeMap;

use baokan_corpus_model::{EditKind, Safety, TextRange};

use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};
use evidence::Evidence;
use table::{Class, Reading, Row, TABLE};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct SpunSynonym;

const META: RuleMeta = RuleMeta {
    name: "spun-synonym",
    kind: EditKind::Spun,
    pass: Pass::Spun,
    safety: Safety::Unsafe,
    summary: "Synonyms that an article spinner put in by a fixed table: 年夜 for 大.",
    doc: include_str!("rule.md"),
};

/// An original that survives once for so many substitutes has slipped in otherwise: the substitutes are still its own.
const SURVIVORS: usize = 8;

/// So many contexts show that a row of the table is in use.
const IN_USE: usize = 2;

/// A string of the table in the text.
struct Hit {
    row: &'static Row,
    range: TextRange,
    reading: Reading,
}

impl Rule for SpunSynonym {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals) {
        if !cx.scan.has_han() {
            return;
        }
        let Some(evidence) = Evidence::of(cx.text) else { return };
        let range = |start: usize, end: usize| TextRange::new(start as u32, end as u32);
        let hits: Vec<Hit> = TABLE
            .find(cx.text)
            .map(|(start, end, row)| Hit {
                row,
                range: range(start, end),
                reading: TABLE.read(row, cx.text, start, end),
            })
            .collect();
        if let Some(first) = hits.iter().find(|h| h.row.class == Class::Mark && h.reading != Reading::Right) {
            out.flag("spun-text", first.range, evidence.message(|original| survivors(cx.text, original, &hits)));
        }
        let counts = Counts::of(cx.text, &hits);
        let mut listed: BTreeMap<&str, (TextRange, usize, &Row)> = BTreeMap::new();
        for hit in &hits {
            let (original, certainty, why) = match (hit.reading, hit.row.original, hit.row.class) {
                (Reading::Right, ..) | (Reading::Open, None, _) => continue,
                (Reading::Stood(original), _, Class::Mark) => {
                    (original, 970, "no press text has this word; the text is spun")
                }
                (Reading::Stood(original), _, Class::Odd | Class::Always) => {
                    (original, 900, "odd word in a spun text; its neighbours say what it stood for")
                }
                (Reading::Stood(original), ..) if counts.is_possible(hit.row, original) => {
                    (original, 880, "its neighbours, in a spun text")
                }
                (_, Some(original), Class::Mark) => (original, 970, "no press text has this word; the text is spun"),
                (_, Some(original), Class::Odd | Class::Always) => (original, 900, "odd word in a spun text"),
                (_, Some(original), Class::Zero) if counts.survivors(original) == 0 => {
                    (original, 850, "the word it stands for does not occur in this spun text")
                }
                (_, Some(original), Class::Zero) if counts.is_active(hit.row.spun, original) => {
                    (original, 750, "the word it stands for hardly occurs in this spun text")
                }
                (Reading::Open, Some(original), Class::Maybe) if counts.is_in_use(hit.row.spun, original) => {
                    (original, 800, "elsewhere in this spun text its neighbours show that the table has it")
                }
                (Reading::Stood(original), ..) | (_, Some(original), _) => {
                    listed.entry(hit.row.spun).or_insert((hit.range, 0, hit.row)).1 += 1;
                    out.edit(400, "may be spun; the word it would stand for occurs as well, or is as usual")
                        .safety(Safety::Suggest)
                        .replace(hit.range, original)
                        .done();
                    continue;
                }
            };
            out.edit(certainty, why).replace(hit.range, original).done();
        }
        for (spun, (range, count, row)) in listed {
            let candidates = row.candidates().collect::<Vec<_>>().join(", ");
            out.flag("ambiguous-substitute", range, format!("“{spun}” ({count}) stays; it may stand for {candidates}"));
        }
    }
}

impl Hit {
    /// It is no part of the text as it was written.
    fn is_likely(&self) -> bool {
        match self.reading {
            Reading::Right => false,
            Reading::Stood(_) => true,
            Reading::Open => self.row.class.is_sure() || self.row.class == Class::Zero,
        }
    }
}

/// How often an original occurs outside the strings that are likely to stand for something else: 民 in 国民 is no survivor.
fn survivors(text: &str, original: &str, hits: &[Hit]) -> usize {
    let covered = |at: usize| {
        let after = hits.partition_point(|h| h.range.as_usize().start <= at);
        let hit = after.checked_sub(1).and_then(|i| hits.get(i));
        hit.is_some_and(|h| h.range.as_usize().end > at && h.is_likely())
    };
    text.match_indices(original).filter(|(at, _)| !covered(*at)).count()
}

/// How often strings of the table and their originals occur.
struct Counts<'t> {
    spun: BTreeMap<&'t str, usize>,
    survivors: BTreeMap<&'t str, usize>,
    /// What stands at a place and what it stood for there, by its neighbours: how often.
    cues: BTreeMap<(&'t str, &'t str), usize>,
}

impl<'t> Counts<'t> {
    fn of(text: &str, hits: &'t [Hit]) -> Self {
        let (mut spun, mut counts, mut cues) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for hit in hits.iter().filter(|h| h.reading != Reading::Right) {
            *spun.entry(hit.row.spun).or_default() += 1;
            let original = match hit.reading {
                Reading::Stood(original) => {
                    *cues.entry((hit.row.spun, original)).or_default() += 1;
                    original
                }
                _ => hit.row.original.unwrap_or(""),
            };
            if !original.is_empty() {
                counts.entry(original).or_insert_with(|| survivors(text, original, hits));
            }
        }
        Self { spun, survivors: counts, cues }
    }

    fn survivors(&self, original: &str) -> usize {
        self.survivors.get(original).copied().unwrap_or(0)
    }

    /// Where neighbours alone decide, the original must not occur more often than they say that it was replaced. Where two
    /// words were swapped (重要 for 主要, 主要 for 重要) each is the other's original, and counts prove nothing.
    fn is_possible(&self, row: &Row, original: &str) -> bool {
        let swapped = row.class == Class::Cue && self.cues.contains_key(&(original, row.spun));
        swapped || self.cues.get(&(row.spun, original)).is_some_and(|n| *n >= self.survivors(original))
    }

    /// Neighbours show it in most places, and the original does not occur at all.
    fn is_in_use(&self, spun: &str, original: &str) -> bool {
        let shown = self.cues.get(&(spun, original)).copied().unwrap_or(0);
        let all = self.spun.get(spun).copied().unwrap_or(0);
        shown >= IN_USE && shown * 2 >= all && self.survivors(original) == 0
    }

    /// The original hardly occurs beside what stands for it.
    fn is_active(&self, spun: &str, original: &str) -> bool {
        self.spun.get(spun).is_some_and(|n| *n >= SURVIVORS * self.survivors(original))
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{repaired, same, turns};

    #[test]
    fn a_spun_text() {
        turns(
            "廣年夜農平易近積極發展糧食生產，明白標的目的，周全推進農業任務，立異軌制，確保食物平安。年夜豆種植面積增添。",
            "广大农民积极发展粮食生产，明白方向，全面推进农业工作，创新制度，确保食品安全。大豆种植面积增加。",
        );
    }

    #[test]
    fn texts_of_authors_stay() {
        same("除夕夜，一家人围坐吃年夜饭。老支书平易近人，大年夜还在值班，祝大家平安健康。");
        same("他为人平易近人，年夜饭后完成了周全的安排，保证供给，任务艰巨。");
    }

    #[test]
    fn other_topics_and_versions_of_the_table() {
        // Economy.
        turns(
            "今朝，我國年夜部門企業的出產本錢降落，平易近營經濟活氣加強，財產鏈標的目的明白，發賣支出增添。",
            "目前，我国大部分企业的生产成本下降，民营经济活力加强，产业链方向明白，销售收入增加。",
        );
        // School; 观 → 不雅, 不可 → 弗成.
        turns(
            "黉舍建立年夜众服务队，同窗们的价值不雅弗成或缺，怙恃和西席一起教育子女，平易近间文化走进校园。",
            "学校建立大众服务队，同学们的价值观不可或缺，父母和教师一起教育子女，民间文化走进校园。",
        );
        // A version with 失踪 for 失, and what it makes across borders.
        turns(
            "他们挑战失踪败，却进进决赛，平易近众在赛场表里年夜声欢呼，中年夜学生的学糊口动也更丰富。",
            "他们挑战失败，却进入决赛，民众在赛场表里大声欢呼，中大学生的学生活动也更丰富。",
        );
        // Health; several words for one.
        turns(
            "病院提示，年夜众餐與加入活動要适量，感觸感染不适应就诊，農平易近工伴侣留意歇息，經過歷程中不克不及年夜意。",
            "医院提示，大众参加活动要适量，感受不适应就诊，农民工朋友留意歇息，过程中不能大意。",
        );
    }

    #[test]
    fn a_spun_text_is_shown_with_its_evidence() {
        let doc = repaired("廣年夜農平易近明白標的目的，軌制立異，國度年夜事。他說任務重，也說工作多。");
        let found = doc.diagnostics.iter().find(|d| d.code == "spun-text").unwrap();
        assert!(found.message.contains("年夜 2 (大 0)"), "{}", found.message);
        let listed = doc.diagnostics.iter().find(|d| d.code == "ambiguous-substitute").unwrap();
        assert!(listed.message.contains("任务") && listed.message.contains("工作, 使命"), "{}", listed.message);
    }

    #[test]
    fn usual_words_do_not_make_a_text_spun() {
        same("今朝气象部门发布预报，驻村工作队任务艰巨，平安是福，使命光荣。");
        same("办事处的同仁表示，公司成长需要大家支持，气象局今朝预报明天有雨，任务已经完成。");
        same("双轨制改革推进，坐标的目的地一目了然，除夕年夜饭与新年夜市人气旺，老支书平易近人。");
        same("新年夜里，大年夜值班的同志坚守岗位，前年夜间施工已停止；接轨制式装备，改进进度管理。");
    }

    #[test]
    fn swapped_and_bordering_words() {
        turns(
            "年夜会指出，平易近生工程是严重任务，主要指示要落实，打击守法犯法，至公安形势新，轨制立异。",
            "大会指出，民生工程是重大任务，重要指示要落实，打击违法犯罪，大公安形势新，制度创新。",
        );
    }

    #[test]
    fn what_is_ambiguous_is_listed() {
        let doc = repaired("廣年夜農平易近明白標的目的，軌制立異，國度年夜事。深化農村改革，鄉村改造。");
        assert!(doc.text.as_str().ends_with("深化农村改革，乡村改造。"), "{}", doc.text.as_str());
        assert!(doc.withheld.iter().any(|w| w.before == "改造"));
    }
}
