//! Recomputes what papers print: shares and their intervals, differences, p-values, roundings.
//!
//! Takes counts and printed numbers and returns numbers: a [`Share`] has an interval, two shares have a
//! difference and a ratio, a [`Table`] has a p-value for each [`Test`], and a [`Decimal`] says whether a
//! computed value rounds to what is printed. Every interval is a 95 % interval, every p-value two-sided.
//!
//! What a paper meant (which test it used, what it counted) and whether a disagreement matters is for the
//! rules to say; nothing here knows of findings or sources.

mod chi_squared;
mod conditional;
mod difference;
mod distribution;
mod number_needed;
mod possible;
mod range;
mod rank;
mod rounding;
mod share;
mod special;
mod table;
mod unconditional;

pub use chi_squared::{n_minus_1, pearson, yates};
pub use conditional::{fisher, mid_p};
pub use difference::{katz, newcombe, relative_risk};
pub use number_needed::{NumberNeeded, Side, number_needed};
pub use possible::{mean_is_possible, percentage_is_possible};
pub use range::{mean_bounds, mean_bounds_of_range};
pub use rank::{smallest_rank_sum_p, smallest_sign_p, smallest_signed_rank_p};
pub use rounding::Decimal;
pub use share::{Bounds, Share, clopper_pearson, wilson};
pub use table::{Table, Test, smallest_expected};
pub use unconditional::{LARGEST_GROUP, barnard, boschloo};
