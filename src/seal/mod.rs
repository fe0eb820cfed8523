//! Finds passages in the texts of documents, and proves that they are still there.
//!
//! Takes the text of a document and a [`Locator`], and returns the sentences that the locator
//! names, in one normal form. A seal is the digest of such a passage: many documents may not be
//! republished, but a digest shows to whoever holds the text that the passage stands in it, word
//! for word.
//!
//! The rules of splitting and of the normal form are written down here and in the editors' guide,
//! since a seal is only as good as the rule that made it. What a passage means is not asked here.
//!
//! [`Locator`]: crate::model::Locator

mod normal;
mod text;

pub use normal::normalise;
pub(crate) use text::is_abbreviation;
pub use text::{Missing, Passage, SourceText};

/// How many hexadecimal digits of a digest are written: 64 bits.
const WRITTEN_DIGITS: usize = 16;

/// The digest of a text in normal form: `b3-` and the first digits of its BLAKE3 hash.
pub fn digest(normal: &str) -> String {
    let hex = blake3::hash(normal.as_bytes()).to_hex();
    format!("b3-{}", hex.get(..WRITTEN_DIGITS).unwrap_or(&hex))
}

/// Whether `seal` (`b3-` and 16 to 64 digits) is a digest of this text in normal form.
pub fn holds(seal: &str, normal: &str) -> bool {
    let digits = seal.strip_prefix("b3-").unwrap_or("");
    digits.len() >= WRITTEN_DIGITS && blake3::hash(normal.as_bytes()).to_hex().starts_with(digits)
}

#[cfg(test)]
mod tests {
    use super::{digest, holds};

    #[test]
    fn a_digest_is_that_of_the_independent_program() {
        // printf 'abc' | b3sum
        assert_eq!(digest("abc"), "b3-6437b3ac38465133");
        assert!(holds("b3-6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85", "abc"));
        assert!(!holds("b3-6437b3ac38465134", "abc"));
        assert!(!holds("b3-", "abc"));
        assert!(!holds("", "abc"));
    }
}
