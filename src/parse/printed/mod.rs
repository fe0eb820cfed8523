//! Readers of printed text: what journals print, and what it means.

mod dose;
mod p_value;
mod time;

pub use dose::{MangledExponent, cells, mangled_exponent, printed_cells};
pub use p_value::p_value;
pub use time::{duration, time_point};
