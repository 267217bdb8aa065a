//! Parts of speech.

macro_rules! tags {
    ($($(#[doc = $doc:literal])+ $tag:ident $name:literal,)+) => {
        /// The part of speech of a word, or the kind of name that it is: the tags of Baidu's LAC.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Tag {
            $($(#[doc = $doc])+ $tag,)+
        }

        impl Tag {
            /// All tags, in the order of their numbers.
            pub const ALL: &'static [Tag] = &[$(Tag::$tag,)+];

            /// The tag as it is written.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Tag::$tag => $name,)+
                }
            }
        }
    };
}

tags! {
    /// `n`: a common noun (人民, 制度).
    Noun "n",
    /// `nz`: another proper noun (雪亮工程, 奥运会).
    ProperNoun "nz",
    /// `nw`: the title of a work (红楼梦).
    Work "nw",
    /// `PER`: a person (`nr` elsewhere).
    Person "PER",
    /// `LOC`: a place (`ns` elsewhere).
    Place "LOC",
    /// `ORG`: a body (`nt` elsewhere).
    Organization "ORG",
    /// `TIME`: a time (`t` elsewhere).
    Time "TIME",
    /// `v`: a verb (加强, 是).
    Verb "v",
    /// `vd`: a verb used as an adverb (持续).
    VerbAsAdverb "vd",
    /// `vn`: a verb used as a noun (工作, 发展).
    VerbAsNoun "vn",
    /// `a`: an adjective (重要).
    Adjective "a",
    /// `ad`: an adjective used as an adverb (全面).
    AdjectiveAsAdverb "ad",
    /// `an`: an adjective used as a noun (安全).
    AdjectiveAsNoun "an",
    /// `d`: an adverb (不, 已经).
    Adverb "d",
    /// `f`: a word of position (上, 以来).
    Position "f",
    /// `s`: a word of place (国内, 境外).
    Locative "s",
    /// `r`: a pronoun (我们, 这).
    Pronoun "r",
    /// `m`: a numeral, often with its measure (三, 一个).
    Numeral "m",
    /// `q`: a measure word (个, 万元).
    Measure "q",
    /// `p`: a preposition (在, 对).
    Preposition "p",
    /// `c`: a conjunction (和, 但是).
    Conjunction "c",
    /// `u`: a particle (的, 了).
    Particle "u",
    /// `xc`: another function word (吗, 们).
    Function "xc",
    /// `w`: punctuation.
    Punctuation "w",
}

impl Tag {
    /// The tag that is written so; `nr`, `ns`, `nt` and `t` of other tag sets are the tags of names and times.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "nr" => Some(Self::Person),
            "ns" => Some(Self::Place),
            "nt" => Some(Self::Organization),
            "t" => Some(Self::Time),
            _ => Self::ALL.iter().copied().find(|t| t.name() == name),
        }
    }
}

impl std::fmt::Display for Tag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
