"""Raw training text of other words: words of tagged sentences exchanged for dictionary words of the same class."""
import random, sys
from collections import defaultdict
from itertools import accumulate

random.seed(20240501)
TAGGED, DICT, TABLES, FRAMES, TIMES = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5]
# TIMES: how many variants of each sentence of the tagged text and of each frame, with a comma.

# Around a name that we made: the teacher must take it for one word.
OPEN, CLOSE = '\ue000', '\ue001'

pools = defaultdict(lambda: ([], []))
given = defaultdict(int)
surnames = [l.split('\t') for l in open(f'{TABLES}/surnames.tsv', encoding='utf-8') if l[0] != '#']
surnames = {s[0]: {'common': 20, 'mixed': 6}.get(s[1].strip(), 1) for s in surnames}
names = []
for line in open(DICT, encoding='utf-8'):
    word, freq, tag = line.split()
    freq = int(freq)
    if not all('一' <= c <= '鿿' for c in word):
        continue
    if tag == 'nr' and len(word) == 3 and word[0] in surnames:
        for c in word[1:]:
            given[c] += 1
    if tag == 'nrt' and len(word) >= 3:
        names.append(word)
    if len(word) > 1 and freq >= 4:
        p = pools[{'nt': 'ORG', 'ns': 'LOC', 't': None, 'vd': 'ad', 'i': 'v', 'l': 'v'}.get(tag, tag)]
        p[0].append(word)
        p[1].append(freq ** 0.55)
for row in open(f'{TABLES}/divisions.tsv', encoding='utf-8'):
    cells = row.rstrip('\n').split('\t')
    if row[0] != '#' and len(cells) > 4:
        pools['LOC'][0].append(cells[4])
        pools['LOC'][1].append(4)
for row in open(f'{TABLES}/organizations.tsv', encoding='utf-8'):
    if row[0] != '#':
        pools['ORG'][0].append(row.split('\t')[0].strip())
        pools['ORG'][1].append(40)
pools = {t: (w, list(accumulate(f))) for t, (w, f) in pools.items() if t}
characters, counts = list(given), list(accumulate(given.values()))
family, shares = list(surnames), list(accumulate(surnames.values()))
TAGS = {'n': 'n', 'v': 'v', 'vn': 'vn', 'a': 'a', 'ad': 'ad', 'nz': 'nz', 'LOC': 'LOC', 'ORG': 'ORG', 'd': 'd', 'nw': 'nz'}

def draw(tag):
    words, sums = pools[tag]
    return random.choices(words, cum_weights=sums)[0]

def person():
    if random.random() < 0.12:
        return random.choice(names)
    size = 2 if random.random() < 0.75 else 1
    name = random.choices(family, cum_weights=shares)[0] + ''.join(random.choices(characters, cum_weights=counts, k=size))
    return OPEN + name + CLOSE

def body():
    if random.random() < 0.5:
        return draw('ORG')
    heads = ['公安局', '人民法院', '人民检察院', '派出所', '财政局', '教育委员会', '卫生局', '大学', '农业厅', '商务部', '研究院',
             '有限责任公司', '工商银行', '交通运输局', '消防支队', '文化馆', '人民政府', '委员会', '办公室', '总工会', '妇女联合会', '第一中学']
    return draw('LOC') + random.choice(heads)

def numeral():
    r = random.random()
    if r < 0.35:
        return str(random.randint(1, 30))
    if r < 0.6:
        return f'{random.randint(1, 9999)}.{random.randint(0, 99)}'
    if r < 0.8:
        return ''.join(random.choices('一二三四五六七八九', k=1)) + random.choice(['十', '百', '千', '十五', '万', '百二十', ''])
    return str(random.randint(1949, 2025)) if r < 0.9 else ''.join(chr(0xFF10 + int(c)) for c in str(random.randint(1, 2999)))

def dates(text):
    day, month = str(random.randint(1, 28)), str(random.randint(1, 12))
    if random.random() < 0.15:
        day, month = (''.join(chr(0xFF10 + int(c)) for c in x) for x in (day, month))
    elif random.random() < 0.2:
        digits = '〇一二三四五六七八九'
        day, month = (digits[int(x)] if len(x) == 1 else ('' if x[0] == '1' else digits[int(x[0])]) + '十' + ('' if x[1] == '0' else digits[int(x[1])])
                      for x in (day, month))
    year = str(random.randint(1949, 2025))
    for pattern, value in (('{NUM}年{NUM}月', f'{year}年{month}月'), ('{NUM}月', f'{month}月'), ('{NUM}日', f'{day}日'),
                           ('{NUM}时{NUM}分', f'{random.randint(0, 23)}时{random.randint(1, 59)}分'), ('{NUM}季度', f'{random.choice("一二三四")}季度'),
                           ('第{NUM}', f'第{random.choice(["一", "二", "三", "十", "十二", "二十三", "5", "36"])}')):
        text = text.replace(pattern, value)
    return text

def filled(text):
    text = dates(text)
    for slot, make in (('{PER}', person), ('{LOC}', lambda: draw('LOC')), ('{ORG}', body), ('{NUM}', numeral)):
        while slot in text:
            text = text.replace(slot, make(), 1)
    return text

def varied(words, share):
    out = []
    for word, tag in words:
        if tag == 'PER' and random.random() < 0.7:
            out.append(person())
        elif tag == 'ORG' and len(word) > 2 and random.random() < 0.5:
            out.append(body())
        elif len(word) > 1 and tag in TAGS and random.random() < share:
            out.append(draw(TAGS[tag]))
        else:
            out.append(word)
    return ''.join(out)

def read(path):
    for line in open(path, encoding='utf-8'):
        yield [tuple(x.rsplit('/', 1)) for x in line.rstrip('\n').split('\t') if '/' in x]

gwr, press = (int(x) for x in TIMES.split(','))
frames = [l.strip() for l in open(FRAMES, encoding='utf-8') if l[0] != '#' and l.strip()]
if TAGGED == '-':  # frames only: to be tagged first
    for n in range(press):
        for f in frames:
            print(filled(f))
else:
    for words in read(TAGGED):
        if len(words) > 3:
            for n in range(gwr):
                print(varied(words, 0.1 + 0.4 * random.random()))
