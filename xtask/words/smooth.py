"""Brings the teacher's words onto the common ground of the press standards; docs/words.md gives the reasons.

smooth.py DICT DIVISIONS VARIANTS < tagged > words (separated by blanks, in Simplified characters)
"""
import math, re, sys

NUM = '0-9０-９〇零○Ｏ一二三四五六七八九十百千万亿两几数多余半第点.．％%'
NUMERAL = re.compile(r'^(第?[0-9０-９〇零○一二三四五六七八九十百千万亿两几数兆廿卅点.．,，·]+(?:[多余来几]?[万亿千百]+)?[多余]?|第[一二三四五六七八九十百]+|半|百分之[〇零一二三四五六七八九十百点]+|[0-9０-９.．]+[%％‰]|[0-9０-９]+[/／][0-9０-９]+)$')
TIMES = re.compile(
    r'[0-9０-９〇零○Ｏ]{2,4}年代|[一二三四五六七八九]十年代|[0-9０-９]{4}年度?|[〇零○Ｏ一二三四五六七八九]{4}年度?|[0-9０-９]{2}年(?=[0-9０-９]{1,2}月)|'
    r'(?:[0-9０-９]{1,2}|十[一二]|[一二三四五六七八九十])月份?(?![个])|(?:[0-9０-９]{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]|'
    r'(?:[0-9０-９]{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[时点](?=半|整|[0-9０-９一二三四五六七八九十]|$)|'
    r'[0-9０-９]{1,2}[:：][0-9０-９]{2}|(?:[0-9０-９]{1,2}|[二三四五]?十[一二三四五六七八九]?|[一二三四五六七八九])[分秒]|'
    r'[0-9０-９〇零○一二三四五六七八九十百千万亿两几数多余半来.．]+|'
    r'星期[一二三四五六日天]|[年月日天周季度期届]初?|.')
PARTS = ['公元前', '公元', '上午', '下午', '中午', '晚上', '凌晨', '早晨', '清晨', '傍晚', '夜间', '深夜', '过去', '今后', '未来', '去年', '今年', '明年', '前年', '当年', '同年', '次年', '本月', '上月', '下月', '昨天', '今天', '明天', '昨日', '今日', '当天', '当日', '同日', '以来', '以后', '以前', '之后', '之前', '期间', '年底', '年初', '年末', '月底', '月初', '月末', '世纪', '年代', '季度', '小时', '分钟', '上半年', '下半年', '半年', '周年', '星期', '周末', '近年', '近年来', '近年', '多年', '几年', '同期', '时期', '全年', '年度', '春节', '国庆节', '元旦', '现在', '目前', '新年', '建国', '解放', '前夕', '左右', '五年计划', '礼拜', '年间']
MEASURES = set('例级炉剂桶罐车船笔桩宗封幢株桌杯碗瓶袋包束滴声阵股圈尺寸丈升斗角环讲代句眼个年天次种项条件名位人户家元岁届起处所座辆台架艘只头匹张片块斤吨亩米里升度倍票对双副套批群部本册篇首句段章节页期版集场局盘轮遍趟回顿番口门间栋层级类样股份枚颗粒根支把面幅道月日周') | {
    '公里', '公斤', '公顷', '平方米', '立方米', '平方公里', '千米', '美元', '港元', '日元', '欧元', '英镑', '元人民币', '百分点', '个百分点', '世纪', '周年', '小时', '分钟', '千瓦', '千瓦时', '公尺', '摄氏度', '人次', '吨级', '亩地', '英里', '海里', '卢布', '市斤', '个月', '毫米', '厘米', '克', '千克', '余名', '岁', '担', '万人'}
ADVERBS = set('也都就还又更最很太较过不没将要会能可各全该某每另新大小高老多少并再才只仅已曾仍便且而则均由从向以为有是使被让令给')
ENDINGS = set('省市县区镇乡村州旗盟庄屯寨河江湖海山岛港湾路街桥站')
PUNCT = re.compile(r'([，。、；：？！“”‘’（）《》〈〉【】「」『』,;:?!()"\[\]])')

freq, tags, total = {}, {}, 0
for line in open(sys.argv[1], encoding='utf-8'):
    w, f, t = line.split()
    freq[w] = int(f)
    tags[w] = t
    total += int(f)
for row in open(sys.argv[2], encoding='utf-8'):
    cells = row.rstrip('\n').split('\t')
    if row[0] != '#' and len(cells) > 4:
        freq.setdefault(cells[4], 50)
for w in PARTS:
    freq[w] = max(freq.get(w, 0), 500)
LOG = math.log(total)
VARIANTS = {ord(row[0]): row[2] for row in open(sys.argv[3], encoding='utf-8') if row[0] != '#'}

def pieces(text, most=8):
    """The likeliest division of `text` into dictionary words; unknown characters stand alone."""
    best = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        best.append(max((best[k][0] + (math.log(freq[text[k:end]] + 1) - LOG if text[k:end] in freq else (-LOG if end - k == 1 else -1e9)), k)
                        for k in range(max(0, end - most), end)))
    out, end = [], len(text)
    while end:
        out.append(text[best[end][1]:end])
        end = best[end][1]
    return out[::-1]

def time(word):
    out, k = [], 0
    while k < len(word):
        part = next((p for p in sorted(PARTS, key=len, reverse=True) if word.startswith(p, k)), None) or TIMES.match(word, k).group()
        out.append(part)
        k += len(part)
    # What no rule knows goes together again where the dictionary has it as one word.
    joined = []
    for p in out:
        if joined and joined[-1] + p in freq and freq[joined[-1] + p] >= 100 and not (NUMERAL.match(joined[-1])):
            joined[-1] += p
        else:
            joined.append(p)
    return joined


def number(word):
    if word in FIXED:
        return [word]
    m = re.match(r'^((?:约|近|超|达|共)?)((?:百分之|第|[0-9０-９]+分之|[一二三四五六七八九十]+分之)?[0-9０-９〇零○一二三四五六七八九十百千万亿两几数多余来点.．,，%％]+(?:[%％])?)(.*)$', word)
    if m and m.group(3) in MEASURES or m and m.group(3) and m.group(3) in freq and len(m.group(3)) > 1:
        return [p for p in m.groups() if p]
    return [word]

def long_name(word):
    out = []
    for p in pieces(word):
        if out and len(p) == 1 and p in ENDINGS and len(out[-1]) > 1 and out[-1][-1] not in ENDINGS:
            out[-1] += p
        elif out and len(p) == 1 and len(out[-1]) == 1 and '一' <= p <= '鿿':
            out[-1] += p  # a run of unknown characters: a name
        else:
            out.append(p)
    return out

FEATURES = set('大桥 流域 机场 水库 公园 油田 煤矿 广场 平原 高原 山脉 半岛 地区 草原 沙漠 盆地 海峡 群岛 大街 胡同 车站 铁路 公路 高速 运河 沿岸 沿海 农村 山区 林区 灾区 灌区 大道 隧道 码头 港口 海域 湿地 冰川 古城 新村 新区'.split())
COUNTRIES = set('中国 美国 英国 法国 德国 日本 韩国 朝鲜 越南 印度 苏联 全国 国家 北京 上海 天津 香港 澳门 台湾 欧洲 亚洲 世界 国际'.split())
NOT = set('是 能 会 怕 想 敢 愿 肯 知 知道 应 应该 可能 给 让 愿意 需要 符合 存在 属于 适应 在 做 搞 说 看 听 去 来 走 吃'.split())
FIXED = set('一部分 一系列 一些 一定 一切 一道 一面 一下 一下子 一直 一起 一般 一边 一样 一共 一度 万分 一时 多次 多种 一律 一旦 一致 一线 第三者 半天 一半 一旁 一带 一贯 一同 一再'.split())
POINTERS = {'这', '那', '每', '某', '该'}
POINTED = set('这个 那个 这些 那些 这里 那里 这样 那样 这么 那么 这儿 那儿 这边 那边 这时 那时 每年 每天 每月 每日 每周 每每 每人 某些 某某 这种 那种'.split()) - {'这种', '那种'}

def compound(word, tag):
    """Two free words of two characters each, which both standards part; set phrases and common terms stay."""
    a, b = word[:2], word[2:]
    if b in ('主义', '企业') and (b == '主义' or a == '中小') or word[0] == word[1] or word[2] == word[3]:
        return False
    if a == '人民':
        return freq.get(b, 0) >= 200
    if tags.get(word) in ('i', 'l', 'nr', 'nrt', 'nz') and freq.get(word, 0) >= 20 or freq.get(word, 0) >= 1000:
        return False
    if tag in ('LOC', 'ns'):
        return b in FEATURES or a in COUNTRIES and freq.get(b, 0) >= 200
    if tag in ('ORG', 'nt'):
        return a in COUNTRIES and freq.get(b, 0) >= 200
    return tag in ('n', 'v', 'vn', 'a', 'an', 'ad', 'vd', 'd', 's') and freq.get(a, 0) >= 200 and freq.get(b, 0) >= 200

def split(word, tag):
    if len(word) == 1 or tag == 'PER':
        return [word]
    if word in FIXED:
        return [word]
    if len(word) > 4 and all('一' <= c <= '鿿' for c in word) and tag not in ('LOC', 'TIME', 'm') and (
            freq.get(word, 0) >= 5 or tag in ('ORG', 'nt')) and tags.get(word) not in ('i', 'l', 'nr', 'nrt') and word != '中华人民共和国':
        parts = pieces(word, 4)
        if all(len(p) > 1 and freq.get(p, 0) >= 20 for p in parts) and '主义' not in parts:
            return [q for p in parts for q in split(p, 'n')]
    if len(word) == 3 and word[0] in POINTERS and word[1] in MEASURES and freq.get(word, 0) < 100 and word[:2] not in POINTED:
        return list(word)
    if len(word) == 4 and all('一' <= c <= '鿿' for c in word) and compound(word, tag):
        return [word[:2], word[2:]]
    if word[-1] == '们' and len(word) > 2 and tag not in ('r',):
        return split(word[:-1], tag) + ['们']
    if word[0] == '不' and word[1:] in NOT:
        return ['不', word[1:]]
    if word[0] in POINTERS and word not in POINTED and word[1:] in MEASURES:
        return [word[0], word[1:]]
    if word in ('两国', '三国'):
        return [word[:-1], word[-1]]
    if tag in ('TIME', 't') and (re.search(f'[{NUM}]', word) or freq.get(word, 0) < 20):
        return time(word)
    if tag in ('m', 'q', 'n', 'r', 'd') and word[0] in NUM and freq.get(word, 0) < 50 or tag == 'm':
        got = number(word)
        if len(got) > 1:
            return got
    if freq.get(word, 0) >= 5 or NUMERAL.match(word) or not all('一' <= c <= '鿿' for c in word):
        if len(word) > 4 and tag in ('ORG', 'LOC') and freq.get(word, 0) < 5:
            return long_name(word)
        return [word]
    if tag in ('ORG', 'LOC', 'nt', 'ns', 'nw'):
        return long_name(word) if len(word) > 3 else [word]
    parts = pieces(word)
    known = all(freq.get(p, 0) >= 20 for p in parts)
    if known and len(word) >= 4 and all(len(p) > 1 or p in ADVERBS or p in '的地得了着在上下中内后前' for p in parts):
        return parts
    if known and len(word) <= 3 and len(parts) == 2 and (parts[0] in ADVERBS or parts[1] in '的地得了着' or tag in ('v', 'd', 'r', 'c', 'ad')):
        return parts
    if known and len(word) == 2 and parts[0] in '也都就还又更最很太较过不没将要会能各该某每另' and len(parts) == 2:
        return parts
    return [word]

WHOLE = {'我国', '不但', '不论', '无论', '种种', '之一', '近年来', '工农业', '重工业', '轻工业', '手工业', '朝着', '为着', '不顾', '各个', '总产量', '总产值', '总路线',
         '不久', '本着', '别国', '党中央', '国民经济', '第一', '第二', '第三', '不断', '不了', '多年来', '各国', '一带一路', '这些', '那些', '这样', '那样', '怎么', '为什么', '有些', '不少', '许多', '所有制', '工商业', '新时代', '共产党员', '大中型', '帝国主义', '无产阶级', '资产阶级', '和平共处', '反动派'}

UNITS = '地国界级族项类种方省市县厂村乡校区院党军团镇社局次月年日周'

def merge(words):
    out = []
    for w in words:
        last = out[-1] if out else ''
        digits = '0123456789０１２３４５６７８９'
        if not last:
            out.append(w)
        elif w == '个人' and NUMERAL.match(last) and last not in '第':
            out += ['个', '人']
        elif last[-1] in digits and (w[0] in '.．%％' and len(w) <= 2 or re.match('^[.．][0-9０-９]+[%％]?$', w)):
            out[-1] += w
        elif last and last[-1] in '.．' and len(last) > 1 and last[-2] in digits and w[0] in digits:
            out[-1] += w
        elif last and last[-1] in digits and (w[0] in digits or re.match('^[万亿千百]+[多余]?$', w)):
            out[-1] += w
        elif last and last[-1] in digits and len(w) > 1 and w[0] in '万亿' and w[1:] in MEASURES:
            out[-1] += w[0]
            out.append(w[1:])
        elif last + w in WHOLE and not (last == '种' and len(out) > 1 and out[-2] in POINTERS) or len(last) == 1 == len(w) and (
                last in '各全本首' and w in UNITS or w in '起出来下上进成至回入开住到' and tags.get(last + w) == 'v' and freq[last + w] >= 30):
            out[-1] += w
        elif len(out) > 1 and out[-2] + last + w in WHOLE:
            out[-2:] = [out[-2] + last + w]
        else:
            out.append(w)
    return out

if __name__ == '__main__':
    for line in sys.stdin:
        words = []
        for item in line.rstrip('\n').translate(VARIANTS).split('\t'):
            if '/' not in item:
                continue
            word, tag = item.rsplit('/', 1)
            for part in (PUNCT.split(word) if tag != 'PER' and not re.match(r'^[0-9０-９.,，:：]+$', word) else [word]):
                if part:
                    words += split(part, tag)
        if words:
            print(' '.join(merge(words)))
