//! Whether a run of characters may be a person's name.
//!
//! Names are recognised only to find who signed; nothing is looked up about a person.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::sentence::is_han;

/// Family names of one character: those that occur in the national censuses' lists of common names and the old list of the
/// hundred families, written down from general knowledge. Traditional forms follow where they differ.
const SINGLE: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖\
石金韦贾夏付方邹熊白孟秦邱侯江尹薛阎闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文洪施庞樊牛倪颜温芦季鲁申柳\
俞章殷葛梅伍毕聂焦包裴路齐庄盛兰靳祁涂游岳辛窦欧鲍关阮柯翟邢凌耿童卜符晏宫娄司翁褚解戚阳柴车尤应甘房单冉成宁管艾纪舒苗詹\
屈卓商瞿安骆穆桑蒲谷喻项滕柏朴蔺冀明景连池席燕计简华臧巩闻狄冼卞栗揭费古邝沙初祖隋时牟吉匡佟边楚惠蒙储原仇米封鄢鞠全竺苟\
党宗双尚衣修尉仲郎戈容侬师敖习巴库占赫寇阚荆郁花诸丛桂查强卫沃闵门鹿支皮冷官仝仉区逯郗井和奚相丰印佘乌言邬厉郜宿虞都粟苑\
腾班暴刁麻逄谌杭朗荣展云丘晁伏慕茅经植楼浦昝弓干哈凤代昌洛莘鲜束来伊从国敬雍线佴咸芮羿汲邴松酆隗山宓蓬怀劳逢姬扶堵宰郦璩\
濮寿通郏农别充茹宦鱼慎庾终暨居衡步弘广禄阙殳利蔚越夔隆厍勾融訾那饶空乜养须巢蒯荀羊於甄曲郸帅缑亢况后有琴墨谯年岑竹英旷幸\
萧傅亓邸亚战矫鄂税但晋钮冶盖银斯字念\
張劉陳楊黃趙吳孫馬鄭謝許鄧韓馮蕭蔣葉蘇呂盧鍾鐘薑譚陸範韋賈鄒閻閆龍賀顧龔萬錢嚴湯喬賴龐顏溫蘆魯畢聶齊莊蘭塗遊竇歐鮑關陽車\
應單寧紀駱連計簡華鞏聞費鄺時邊儲黨雙師習闞諸叢強衛閔門區郟豐烏鄔厲羅榮雲農饒況後";
/// Family names of two characters.
const DOUBLE: &[&str] = &[
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊",
    "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文",
    "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马", "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正",
    "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐", "段干", "百里", "呼延", "东郭", "南门", "羊舌", "微生", "公户",
    "公玉", "公仪", "梁丘", "公仲", "公上", "公门", "公山", "公坚", "左丘", "公伯", "西门", "公祖", "第五", "公乘",
    "贯丘", "公皙", "南荣", "东里", "东宫", "仲长", "子书", "子桑", "即墨", "达奚", "褚师", "吴铭", "歐陽", "司馬",
    "東方", "諸葛", "尉遲", "鍾離", "長孫", "令狐",
];
/// Two- to four-character words that begin with a family name's character and are no names.
const NOT_NAMES: &[&str] = &[
    "报道",
    "摄影",
    "整理",
    "本报",
    "综合",
    "通讯",
    "编辑",
    "文字",
    "图片",
    "高度",
    "高级",
    "高校",
    "方面",
    "方案",
    "方便",
    "时间",
    "成立",
    "成为",
    "全国",
    "全省",
    "全市",
    "全县",
    "国家",
    "国务院",
    "党委",
    "党组",
    "党中央",
    "云南",
    "江西",
    "江苏",
    "安徽",
    "湖北",
    "广东",
    "广西",
    "海南",
    "甘肃",
    "宁夏",
    "山东",
    "山西",
    "云端",
    "文化",
    "文明",
    "文章",
    "文件",
    "明年",
    "今年",
    "经济",
    "经过",
    "通知",
    "通过",
    "强调",
    "关于",
    "关注",
    "关键",
    "项目",
    "和谐",
    "安全",
    "安排",
    "平安",
    "农业",
    "农村",
    "华东",
    "华北",
    "华南",
    "连续",
    "应用",
    "应对",
    "应急",
    "施工",
    "施行",
    "管理",
    "计划",
    "计算",
    "简介",
    "解读",
    "解决",
    "时评",
    "时政",
    "时代",
    "时报",
    "商务",
    "商业",
    "常委",
    "常务",
    "向前",
    "尚未",
    "相关",
    "查看",
    "游客",
    "易货",
    "路上",
    "路线",
    "车间",
    "车辆",
    "白天",
    "金融",
    "马上",
    "石油",
    "石化",
    "江南",
    "江北",
    "江海",
    "林业",
    "水利",
    "花卉",
    "温暖",
    "温度",
    "康养",
    "康复",
    "章程",
    "司法",
    "司机",
    "房屋",
    "房产",
    "单位",
    "单独",
    "宁波",
    "温州",
    "台州",
    "杭州",
    "苏州",
    "常州",
    "徐州",
    "郑州",
    "兰州",
    "柳州",
    "荆州",
    "沈阳",
    "洛阳",
    "贺信",
    "展望",
    "展开",
    "初心",
    "年终",
    "居民",
    "步伐",
    "终于",
    "利用",
    "农民",
    "怀念",
    "劳动",
    "劳模",
    "寿命",
    "广大",
    "广泛",
    "广场",
    "开展",
    "开幕",
    "理论",
    "理想",
    "生产",
    "生活",
    "生态",
    "有关",
    "有力",
    "别让",
    "来源",
    "来自",
    "从严",
    "谢谢",
    "请问",
    "您好",
    "你好",
    "好的",
    "是的",
    "对于",
    "那么",
    "另外",
    "我们",
    "首先",
    "其次",
    "确实",
    "没错",
    "当然",
    "不是",
    "未来",
];

static SINGLE_SET: LazyLock<HashSet<char>> = LazyLock::new(|| SINGLE.chars().collect());

/// Whether a character is a family name of its own.
pub(super) fn is_surname(c: char) -> bool {
    SINGLE_SET.contains(&c)
}

/// Whether `text` has the form of a Chinese name: a known family name and one or two more characters, or three and four
/// with a double family name, or a name in parts joined by the middle dot. Inner spaces are not expected here.
pub(super) fn is_name(text: &str) -> bool {
    if is_dotted_name(text) {
        return true;
    }
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    let count = 1 + chars.count();
    if !text.chars().all(is_name_char) || NOT_NAMES.contains(&text) {
        return false;
    }
    match count {
        2 | 3 if is_surname(first) => true,
        3 | 4 if DOUBLE.iter().any(|d| text.starts_with(d)) => true,
        _ => false,
    }
}

/// Whether `text` may be a name where the place already says that one stands there (after 记者).
pub(super) fn may_be_name(text: &str) -> bool {
    let count = text.chars().count();
    is_name(text) || ((2..=4).contains(&count) && text.chars().all(is_name_char) && !NOT_NAMES.contains(&text))
}

/// 阿依古丽·买买提, 让·雅克: parts of Han joined by the middle dot.
fn is_dotted_name(text: &str) -> bool {
    let mut parts = 0;
    for part in text.split(['·', '•', '・', '‧']) {
        let count = part.chars().count();
        if !(1..=8).contains(&count) || !part.chars().all(is_name_char) {
            return false;
        }
        parts += 1;
    }
    parts >= 2
}

/// Han without numerals' circle and kana marks; numerals do occur in names (丁一).
fn is_name_char(c: char) -> bool {
    is_han(c) && !matches!(c, '々' | '〇' | '的' | '了' | '在' | '是' | '与' | '及')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_by_form() {
        for name in ["王芳", "李建国", "欧阳明", "诸葛小明", "阿依古丽·买买提", "劉德海", "丁一"]
        {
            assert!(is_name(name), "{name}");
        }
        for other in ["王", "安全", "乡村振兴", "我们", "全国人大", "", "王a", "张的", "··"] {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn a_place_for_a_name_takes_rare_ones() {
        assert!(may_be_name("亓昕"));
        assert!(may_be_name("扎西卓玛"));
        assert!(!may_be_name("报道"));
        assert!(!may_be_name("某某市人民政府"));
    }
}
