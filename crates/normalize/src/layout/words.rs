//! The words of the trade, and names by their form.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::chars::is_han;

/// Classes of `words.tsv`, which says what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Body,
    House,
    HouseEnd,
    Idle,
    Maker,
    Modifier,
    NoName,
    Post,
    Source,
    Surname,
    Writer,
}

/// Names of the classes in the table, in the order of [`Class`].
const NAMES: [&str; 11] = [
    "body_end",
    "house",
    "house_end",
    "idle",
    "maker",
    "modifier",
    "no_name",
    "post_end",
    "source",
    "surname",
    "writer",
];

struct Table {
    lists: Vec<Vec<&'static str>>,
    sets: Vec<HashSet<&'static str>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut lists = vec![Vec::new(); NAMES.len()];
    let rows = include_str!("words.tsv").lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    for (class, word) in rows {
        if let Some(list) = NAMES.iter().position(|n| *n == class).and_then(|i| lists.get_mut(i)) {
            list.push(word);
        }
    }
    let sets = lists.iter().map(|l| l.iter().copied().collect()).collect();
    Table { lists, sets }
});

/// The words of a class, sorted.
pub(crate) fn all(class: Class) -> &'static [&'static str] {
    TABLE.lists.get(class as usize).map_or(&[], Vec::as_slice)
}

/// Whether a word is of a class.
pub(crate) fn is(class: Class, word: &str) -> bool {
    TABLE.sets.get(class as usize).is_some_and(|s| s.contains(word))
}

/// Whether a word ends in one of a class.
fn ends(class: Class, word: &str) -> bool {
    all(class).iter().any(|e| word.ends_with(e))
}

/// Family names of one character, common ones first; from general knowledge of Chinese names.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文洪施庞\
樊牛倪颜温芦季鲁申柳俞章殷葛梅伍毕聂焦包裴路齐庄盛兰靳祁涂游岳辛窦欧鲍关阮柯翟邢凌耿童卜符晏宫娄司翁褚解戚阳柴车尤甘房单冉成宁管艾纪舒苗詹屈卓商瞿安骆穆桑蒲谷喻项滕柏朴蔺冀明景连池席燕简华臧巩闻狄冼卞栗揭费古邝沙祖隋牟吉\
匡佟边楚惠原仇米封鄢鞠全竺党宗双尚衣修尉仲郎戈容侬师敖习巴库占赫寇阚荆郁花诸丛桂查强卫沃闵门鹿支皮冷官仝仉区逯郗井和奚相丰印佘乌邬厉郜宿虞都粟苑腾班暴刁麻逄谌杭朗荣展云丘晁伏慕茅植楼浦昝弓干哈凤代昌洛莘鲜束伊国敬雍佴咸芮\
汲邴隗山宓蓬怀劳姬扶堵宰郦璩濮寿通郏郇亓邸亚战矫萧傅钮藏计詹缪霍虢危蓝阴米贝酆\
綦笪爨妫嬴芈缑郄郤訾禚蹇麴甯鄞庹茆隽雒颉骈乜仵俎冮呙夔姒弋忻恽扈斛桓邰岑亢宦殳湛眭嵇糜羿胥苻茹蒯蓟蔚谯贲鄯韶饶檀栾郯鄄邳翦褟贠郅储辜厍牧";

static SURNAME_SET: LazyLock<HashSet<char>> = LazyLock::new(|| SURNAMES.chars().collect());

/// Characters of the names of columns (本期关注·基层治理, 局长访谈) that no transliterated name holds.
const RUBRIC: &str = "访談谈关注觀观察视點点专專題题聚焦稿论論坛壇栏欄新闻报報综濟济农農业業工法治党黨建基层層改革发發展想化教育健会社评評期刊号县縣市省区區乡鄉镇村厂院局长版";

/// Whether these characters may be a person's name by their form alone: two to four Han characters, or parts with · between.
pub(crate) fn may_be_name(token: &str) -> bool {
    let chars = token.chars().count();
    if token.contains('·') {
        let part = |p: &str| !p.is_empty() && p.chars().all(|c| is_han(c) && !RUBRIC.contains(c));
        return chars <= 16 && token.split('·').all(part);
    }
    (2..=4).contains(&chars) && token.chars().all(is_han)
}

/// Whether they look like a name where nothing else says so: the first is a family name, and they are no common word.
pub(crate) fn is_name(token: &str) -> bool {
    let Some(first) = token.chars().next().filter(|_| may_be_name(token)) else { return false };
    if token.contains('·') {
        // The form was looked at above.
        return true;
    }
    let chars = token.chars().count();
    let double = chars >= 3 && all(Class::Surname).iter().any(|s| token.starts_with(s));
    let single = chars <= 3 && SURNAME_SET.contains(&first);
    (double || single) && !all(Class::NoName).iter().any(|w| token.starts_with(w))
}

/// Whether a word ends in a post.
pub(crate) fn is_post(token: &str) -> bool {
    token.chars().count() >= 2 && ends(Class::Post, token) && token.chars().all(is_post_char)
}

/// Whether a word ends in the name of a body.
pub(crate) fn is_body(token: &str) -> bool {
    token.chars().count() >= 3 && ends(Class::Body, token) && token.chars().all(is_post_char)
}

/// Posts are plain words: brackets and 、 may part them, quotation marks and figures of more than a few digits do not occur.
fn is_post_char(c: char) -> bool {
    is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '(' | ')' | '·' | '-' | '“' | '”')
}

/// Whether a word is a paper, agency or station.
pub(crate) fn is_house(token: &str) -> bool {
    let chars = token.chars().count();
    is(Class::House, token) || ((3..=14).contains(&chars) && ends(Class::HouseEnd, token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_known() {
        let rows: Vec<&str> = include_str!("words.tsv").lines().filter(|l| !l.starts_with('#')).collect();
        assert!(rows.is_sorted() && rows.len() > 300);
        for row in rows {
            let (class, word) = row.split_once('\t').unwrap();
            assert!(NAMES.contains(&class) && !word.is_empty(), "{row}");
        }
        assert!(NAMES.is_sorted() && is(Class::Writer, "记者") && is(Class::Maker, "摄") && is(Class::Surname, "欧阳"));
    }

    #[test]
    fn names_posts_and_bodies() {
        assert!(is_name("何大川") && is_name("欧阳某某") && is_name("阿不都·热合曼"));
        assert!(!is_name("高质量") && !is_name("春耕") && !is_name("何") && may_be_name("春耕"));
        assert!(is_post("某县副县长") && !is_post("某县") && is_body("某某大学") && is_house("某某日报"));
    }
}
