//! The vocabulary of the field, and the [`Corpus`] of what editors wrote.
//!
//! Types only: nothing here reads a file, knows YAML or writes HTML.

mod answer;
mod corpus;
mod date;
mod document;
mod entry;
mod finding;
mod id;
mod quantity;
mod report;
mod settings;
mod source;
mod value;
mod vocabulary;

pub use answer::{Absence, Answer, Derived, Formula, Method, Number, Reported};
pub use corpus::{Corpus, Entries, Measure};
pub use date::Date;
pub use document::{Alert, Alignment, Citation, Document, Part, Piece, Wikilink};
pub use entry::{
    Allow, Article, Band, Better, Biomarker, BiomarkerKind, CellType, Decision, Disease, Entry, HasEntry,
    Identifier, OutcomeClass, OutcomeMeasure, Rating, Scale, Scheme, Settlement, Term, Trial,
};
pub use finding::{
    Among, Amount, ArmChoice, Benefit, Bound, Change, Comparator, Finding, Interval, Metric, PValue,
    Significance, Statement, TimePoint, Topic, When,
};
pub use id::{EntryRef, Id, Kind, id_fault};
pub use quantity::{Dose, DoseOf, DosePer, Duration, Locator, TimeUnit};
pub use report::{
    Allocation, Arm, ArmRole, Centers, Completion, Control, DateKind, Donor, Endpoint, EndpointRole,
    FollowUp, Group, Intervention, Masking, Phase, Recruitment, RecruitmentStatus, Report, Route, Species,
    Stage,
};
pub use settings::{Organisation, OrganisationKind, Settings};
pub use source::{
    Captured, CapturedFrom, CitedWork, Interests, LeftOut, Origin, Person, PublicationStatus, Reading,
    Record, RecordType, Source, Tier, Work,
};
pub use value::{Value, ValueRef};
pub use vocabulary::Vocabulary;
pub(crate) use vocabulary::vocabulary;
