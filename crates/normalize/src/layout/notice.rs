//! Announcements and briefs: titles that name their own kind, and the words that open a report.

/// What an announcement is called. Alone on a line these words are its title.
const KINDS: &[&str] = &["公告", "启事", "通告", "公示", "讣告", "布告", "告示"];

/// What is announced under the names that other texts have too (声明, 通知): services, losses, courts, companies, families.
const MATTERS: &[&str] = &[
    "停水",
    "停电",
    "停气",
    "停暖",
    "停供",
    "停机",
    "停航",
    "停运",
    "检修",
    "施工",
    "封路",
    "改道",
    "交通管制",
    "遗失",
    "挂失",
    "作废",
    "补发",
    "招领",
    "认领",
    "招聘",
    "招工",
    "招生",
    "招考",
    "招租",
    "招商",
    "招标",
    "中标",
    "投标",
    "竞标",
    "拍卖",
    "变卖",
    "竞买",
    "出租",
    "出售",
    "转让",
    "征订",
    "征稿",
    "征文",
    "征婚",
    "征集",
    "寻人",
    "寻物",
    "寻亲",
    "迁坟",
    "迁址",
    "搬迁",
    "更名",
    "改名",
    "清算",
    "注销",
    "减资",
    "增资",
    "合并",
    "分立",
    "解散",
    "债权",
    "催收",
    "催款",
    "开庭",
    "送达",
    "传票",
    "仲裁",
    "变更",
    "更正",
    "道歉",
    "致歉",
    "赔礼",
    "解聘",
    "开业",
    "开学",
    "结婚",
    "离婚",
    "订婚",
    "脱离关系",
    "拾遗",
    "失物",
    "失踪",
    "悬赏",
    "缉拿",
];

/// Names of a column of briefs.
const BRIEFS: &[&str] = &["简讯", "短讯", "快讯", "短波", "速览", "要闻速递", "一句话新闻", "新闻集锦", "新闻集萃"];

/// Longest title of an announcement and of a column of briefs, in characters.
const NOTICE: usize = 12;
const COLUMN: usize = 6;

/// 停水公告, 遗失声明, 简讯: whether a line in the form of [`super::key`] says that it is the title of an announcement or of
/// a column of briefs.
pub(crate) fn is_notice(key: &str) -> bool {
    let chars = key.chars().count();
    if !(2..=NOTICE).contains(&chars)
        || !key.chars().all(crate::chars::is_han)
        || key.contains(['的', '了', '是', '在'])
    {
        return false;
    }
    if chars <= COLUMN && BRIEFS.iter().any(|b| key.ends_with(b)) {
        return true;
    }
    // 发布公告, 关于…的公告: what was done, and the head of a document.
    if ["关于", "发布", "发出", "根据", "依据", "以上", "特此", "见", "详见"].iter().any(|w| key.starts_with(w))
    {
        return false;
    }
    if KINDS.iter().any(|k| key.ends_with(k)) {
        return !["发布", "刊登", "张贴", "发出", "贴出"].iter().any(|w| key.contains(w));
    }
    ["声明", "通知"].iter().any(|k| key.strip_suffix(k).is_some_and(|m| MATTERS.contains(&m)))
}

/// 本报讯, 【新华社北京五月六日电】: whether a line in the form of [`super::key`] begins with the head of a report.
pub(crate) fn opens_report(key: &str) -> bool {
    const HOUSES: &[&str] = &["本报", "本刊", "本台", "本网", "本社", "新华社", "中新社", "中央社", "法新社", "路透社"];
    /// Longest place and date between the house and its 讯 or 电, in characters.
    const PLACE: usize = 18;
    let head = key.trim_start_matches(['(', '[']);
    let head = head.strip_prefix('据').unwrap_or(head);
    let Some(rest) = HOUSES.iter().find_map(|h| head.strip_prefix(h)) else { return false };
    let mut chars = rest.chars().take(PLACE + 1).peekable();
    while let Some(c) = chars.next() {
        match c {
            '讯' | '电' => {
                // 电力, 讯问: only what stands alone.
                return chars.peek().is_none_or(|c| !crate::chars::is_han(*c) || matches!(c, '记' | '通'));
            }
            ',' | '。' | ':' | '“' | '”' => return false,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::key::folded;
    use super::*;

    #[test]
    fn titles_of_announcements() {
        for (line, is) in [
            ("停水公告", true),
            ("遺失聲明", true),
            ("招聘启事", true),
            ("訃告", true),
            ("县自来水公司公告", true),
            ("国际简讯", true),
            ("停电通知", true),
            ("声明", false),
            ("联合声明", false),
            ("发布公告", false),
            ("昨日张贴的告示", false),
            ("关于印发规划的通知", false),
            ("市政府贴出公告", false),
            ("最新通知", false),
        ] {
            assert_eq!(is_notice(&folded(line)), is, "{line}");
        }
    }

    #[test]
    fn heads_of_reports() {
        for (line, is) in [
            ("本报讯 记者昨日从县农业局获", true),
            ("【本報訊】縣農業局昨日", true),
            ("新华社南昌五月六日电 （记者", true),
            ("据新华社北京3月5日电 今年", true),
            ("本報專訊 有些老人", true),
            ("本报电子版改版上线", false),
            ("本报记者走访三县", false),
            ("新华社电讯稿获奖", false),
        ] {
            assert_eq!(opens_report(&folded(line)), is, "{line}");
        }
    }

    /// The kinds of the blocks that a page is made of, and their words.
    fn blocks(page: &str) -> Vec<(String, String)> {
        let source = baokan_corpus_model::Source::from_text(page.to_owned(), "page").unwrap();
        let mut doc = baokan_corpus_model::Document::new(std::sync::Arc::new(source));
        crate::Registry::builtin().normalize(&mut doc, &crate::Options::default());
        let words = |r| doc.text.slice(r).to_owned();
        doc.blocks.iter().map(|(r, b)| (b.kind.as_str().to_owned(), words(r))).collect()
    }

    #[test]
    fn announcements_in_wrapped_text() {
        let page = "因青溪水厂检修干管，定于十二月\n九日八时至二十时对东门街、河沿\n路、纺织新村一带停止供水，请广\n大用户提前储水，恢复供水后请先\n放掉管内的浊水再用。水厂工人已\n经做好准备，力争早些恢复供水。\n服务热线：96123\n\n遗失声明\n青溪县顺达运输公司遗失营运证一\n本，证号青运字第三百号，声明作\n废。另有何某某遗失户口簿一本，\n声明作废。\n";
        let found = blocks(page);
        assert!(found.contains(&("heading".into(), "遗失声明".into())), "{found:?}");
    }

    #[test]
    fn a_title_as_wide_as_its_column_is_no_part_of_the_report() {
        let body = "本报讯　记者昨日从县水利局获悉\n今冬全县将新修水渠四十里，受益\n农田三万亩。各乡镇已经备足水泥\n和石料，三千多名群众上了工地，\n计划春灌以前全部完工。水利局的\n技术人员吃住在工地，每天检查工\n程的质量和进度，当场解决问题。\n";
        let found = blocks(&format!("青溪县今冬新修水渠四十里路不停\n{body}"));
        assert_eq!(found.first().map(|f| f.1.as_str()), Some("青溪县今冬新修水渠四十里路不停"), "{found:?}");
    }

    #[test]
    fn a_credit_whose_last_word_was_misread() {
        let found = blocks("图为青溪镇村民在晾晒新收的稻谷。\n何大川 报\n本报特派记者 秦大川 报\n");
        assert!(found.iter().skip(1).all(|f| f.0 == "credit"), "{found:?}");
    }
}
