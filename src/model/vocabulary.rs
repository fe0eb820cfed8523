//! Alternatives of the field: enums whose variants editors write as words.

/// An alternative that is written as one word.
pub trait Vocabulary: Copy + 'static {
    /// What the words name, for complaints: "a phase", "a masking".
    const WHAT: &'static str;
    /// Each word with its meaning. A meaning may have several spellings; the first is ours.
    const WORDS: &'static [(&'static str, Self)];

    /// The meaning of a word.
    fn by_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning)
    }

    /// The word for it, as editors write it.
    fn word(self) -> &'static str;
}

/// Declares an enum whose variants are words.
macro_rules! vocabulary {
    (
        $(#[$doc:meta])* $what:literal
        pub enum $name:ident { $( $(#[$vdoc:meta])* $variant:ident = $word:literal $(| $other:literal)* ),+ $(,)? }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$vdoc])* $variant ),+ }

        impl $crate::model::Vocabulary for $name {
            const WHAT: &'static str = $what;
            const WORDS: &'static [(&'static str, Self)] =
                &[$( ($word, Self::$variant), $( ($other, Self::$variant), )* )+];

            fn word(self) -> &'static str {
                match self { $( Self::$variant => $word ),+ }
            }
        }
    };
}
pub(crate) use vocabulary;
