//! What one source says of the design of one trial, in the terms of registries.

use super::{
    Answer, CellType, Date, Disease, Dose, Duration, Id, Locator, Measure, Reported, TimePoint, Trial,
    vocabulary,
};
use crate::diagnostics::{Span, Spanned};
use std::sync::Arc;

/// The design of a trial as one source reports it.
#[derive(Debug, Clone)]
pub struct Report {
    /// Which trial.
    pub trial: Answer<Spanned<Id<Trial>>>,
    /// How a document without a registry number was recognised as this trial.
    pub matched_by: Option<String>,
    /// The number in the registry.
    pub registry_id: Answer<Reported<String>>,
    /// When it was registered.
    pub registered: Answer<Reported<Date>>,
    /// What it set out to do, in our words.
    pub aim: Answer<Reported<String>>,
    /// The phase.
    pub phase: Answer<Reported<Phase>>,
    /// Who was treated: people or animals.
    pub species: Species,
    /// How people came into an arm.
    pub allocation: Answer<Reported<Allocation>>,
    /// How many of those involved did not know the arm.
    pub masking: Answer<Reported<Masking>>,
    /// How many places took part.
    pub centers: Answer<Reported<Centers>>,
    /// What it was compared with.
    pub control: Answer<Reported<Control>>,
    /// Which diseases.
    pub conditions: Vec<Spanned<Id<Disease>>>,
    /// Who took part, in our words.
    pub population: Answer<Reported<String>>,
    /// How many people took part.
    pub enrollment: Answer<Reported<u32>>,
    /// The groups.
    pub arms: Answer<Vec<Arm>>,
    /// How many groups.
    pub number_of_arms: Answer<Reported<u32>>,
    /// People counted by another grouping: adults and children.
    pub participants_by: Vec<Group>,
    /// Parts of the trial, one after the other.
    pub stages: Vec<Stage>,
    /// How long people were followed.
    pub follow_up: Answer<Reported<FollowUp>>,
    /// What it would measure.
    pub endpoints: Vec<Endpoint>,
    /// The year of publication that a retelling gives.
    pub published: Answer<Reported<Date>>,
    /// Who started it: "investigator".
    pub initiated_by: Answer<Reported<String>>,
    /// `interventional`, `observational`, in the source's words.
    pub study_type: Answer<Reported<String>>,
    /// Whether it recruits.
    pub recruitment: Answer<Recruitment>,
    /// Who is responsible.
    pub sponsor: Answer<Reported<String>>,
    /// Who takes part in it.
    pub collaborators: Answer<Vec<Spanned<String>>>,
    /// When it began.
    pub start: Answer<Reported<Date>>,
    /// When it ended or is to end.
    pub completion: Answer<Completion>,
    /// When the registry first showed it.
    pub first_posted: Answer<Reported<Date>>,
    /// When the registry last changed it.
    pub last_update_posted: Answer<Reported<Date>>,
    /// Ages that could take part.
    pub ages: Answer<Reported<String>>,
    /// Conditions for taking part.
    pub eligibility: Answer<Vec<Spanned<String>>>,
    /// When people were seen.
    pub visits: Answer<Reported<String>>,
    /// Whether the registry holds results.
    pub results_posted: Answer<Reported<bool>>,
    /// Where most of it is printed.
    pub locators: Vec<Locator>,
    /// Where single fields are printed, by key.
    pub field_locators: Vec<(Spanned<String>, Vec<Locator>)>,
    /// Where the editor wrote it.
    pub span: Span,
}

impl Report {
    /// Where it is printed: as a whole, and field by field.
    pub fn all_locators(&self) -> impl Iterator<Item = &Locator> {
        self.locators.iter().chain(self.field_locators.iter().flat_map(|(_, locators)| locators))
    }
}

/// A group of people in a trial.
#[derive(Debug, Clone)]
pub struct Arm {
    /// Its name, the same in every source.
    pub id: Spanned<String>,
    /// What pages call it.
    pub label: Answer<Spanned<String>>,
    /// What it is for.
    pub role: Answer<ArmRole>,
    /// How many people.
    pub participants: Answer<Reported<u32>>,
    /// What they were given.
    pub intervention: Answer<Intervention>,
}

/// What the people of an arm were given.
#[derive(Debug, Clone)]
pub struct Intervention {
    /// The cells.
    pub cell_type: Answer<Spanned<Id<CellType>>>,
    /// From whom.
    pub donor: Answer<Reported<Donor>>,
    /// Under which name it is made.
    pub product: Answer<Reported<String>>,
    /// How it was prepared.
    pub preparation: Answer<Reported<String>>,
    /// Into where.
    pub route: Answer<Reported<Route>>,
    /// How often.
    pub administrations: Answer<Reported<u32>>,
    /// How far apart.
    pub interval: Answer<Reported<Duration>>,
    /// In how many rounds: "1 or 2".
    pub cycles: Answer<Reported<String>>,
    /// Over how long.
    pub duration: Answer<Reported<Duration>>,
    /// How many cells.
    pub dose: Answer<Reported<Dose>>,
    /// Where the editor wrote it.
    pub span: Span,
}

/// People counted together.
#[derive(Debug, Clone)]
pub struct Group {
    /// Who.
    pub group: String,
    /// How many.
    pub count: Reported<u32>,
}

/// A part of a trial.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Its name.
    pub label: String,
    /// What it was for.
    pub aim: Answer<Reported<String>>,
    /// How long people were followed.
    pub follow_up: Answer<Reported<FollowUp>>,
    /// How many people.
    pub participants: Answer<Reported<u32>>,
}

/// How long people were followed.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUp {
    /// The same time for all, or a range.
    pub time: Duration,
    /// The mean, where one is given.
    pub mean: Option<super::Number>,
    /// From when it is counted.
    pub counted_from: Option<String>,
}

/// What a trial declared it would measure.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// The instrument or marker.
    pub measure: Option<Spanned<Id<Measure>>>,
    /// Its name, where no instrument is named.
    pub label: Option<Spanned<String>>,
    /// Primary, secondary …
    pub role: Answer<EndpointRole>,
    /// When.
    pub time_points: Vec<Spanned<TimePoint>>,
    /// Over which time.
    pub time_frame: Answer<Reported<String>>,
    /// How.
    pub method: Answer<Reported<String>>,
    /// In what: serum, skin.
    pub specimen: Answer<Reported<String>>,
    /// The findings of the same source that give its result, where measure and label do not tell.
    pub answered_by: Vec<Spanned<Arc<str>>>,
    /// Where the editor wrote it.
    pub span: Span,
}

/// Whether a trial recruits, on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recruitment {
    /// The registry's word.
    pub status: Spanned<RecruitmentStatus>,
    /// On which day.
    pub as_of: Answer<Date>,
}

/// The end of a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// When.
    pub date: Spanned<Date>,
    /// Whether it has come.
    pub kind: Answer<DateKind>,
}

/// How many places took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Centers {
    /// One.
    Single,
    /// Several; how many is not said.
    Multiple,
    /// So many.
    Count(u32),
}

vocabulary! {
    /// The phase of a trial.
    "a phase"
    pub enum Phase {
        /// Early phase 1.
        Early1 = "early-1",
        /// Phase 1.
        One = "1" | "I" | "Ⅰ",
        /// Phase 1 and 2 in one.
        OneTwo = "1/2" | "I/II" | "I/IIa" | "1/2a" | "1/II" | "1/IIa" | "Ⅰ/Ⅱ" | "Ⅰ/Ⅱa",
        /// Phase 2.
        Two = "2" | "II" | "IIa" | "IIb" | "2a" | "2b" | "Ⅱ",
        /// Phase 2 and 3 in one.
        TwoThree = "2/3" | "II/III",
        /// Phase 3.
        Three = "3" | "III" | "Ⅲ",
        /// Phase 4.
        Four = "4" | "IV" | "Ⅳ",
        /// In animals.
        Preclinical = "preclinical",
    }
}

vocabulary! {
    /// Who was treated or studied.
    "a species"
    pub enum Species {
        /// People.
        Human = "human",
        /// Mice.
        Mouse = "mouse",
        /// Rats.
        Rat = "rat",
        /// Dogs.
        Dog = "dog",
        /// Cells outside a body.
        InVitro = "in-vitro",
        /// Other animals.
        OtherAnimal = "other-animal",
    }
}

vocabulary! {
    /// How people came into an arm.
    "an allocation"
    pub enum Allocation {
        /// By chance.
        Randomized = "randomized" | "randomised",
        /// Otherwise.
        NonRandomized = "non-randomized" | "non-randomised",
        /// There is one group.
        SingleGroup = "single-group",
    }
}

vocabulary! {
    /// How many of those involved did not know the arm.
    "a masking"
    pub enum Masking {
        /// Everybody knew.
        None = "none" | "open-label",
        /// One party did not.
        Single = "single",
        /// Two did not.
        Double = "double",
        /// Three did not.
        Triple = "triple",
        /// Four did not.
        Quadruple = "quadruple",
    }
}

vocabulary! {
    /// What a treatment was compared with.
    "a control"
    pub enum Control {
        /// A treatment without the active part.
        Placebo = "placebo",
        /// Another treatment.
        Active = "active",
        /// The usual care.
        StandardCare = "standard-care",
        /// Other doses of the same.
        Dose = "dose",
        /// No treatment.
        NoTreatment = "no-treatment",
        /// Nothing: there is one group.
        None = "none",
    }
}

vocabulary! {
    /// What an arm is for, in the registry's terms.
    "a role of an arm"
    pub enum ArmRole {
        /// Gets what is tested.
        Experimental = "experimental",
        /// Gets a treatment that works.
        ActiveComparator = "active-comparator",
        /// Gets a placebo.
        PlaceboComparator = "placebo-comparator",
        /// Gets a feigned procedure.
        ShamComparator = "sham-comparator",
        /// Gets nothing.
        NoIntervention = "no-intervention",
        /// Something else.
        Other = "other",
    }
}

vocabulary! {
    /// From whom the cells come.
    "a donor"
    pub enum Donor {
        /// From the person who is treated.
        Autologous = "autologous",
        /// From another person.
        Allogeneic = "allogeneic",
        /// From another species.
        Xenogeneic = "xenogeneic",
    }
}

vocabulary! {
    /// Into where cells are given.
    "a route"
    pub enum Route {
        /// Into a vein.
        Intravenous = "intravenous",
        /// Under the skin.
        Subcutaneous = "subcutaneous",
        /// Into the skin.
        Intradermal = "intradermal",
        /// Into the affected spot.
        Intralesional = "intralesional",
        /// Into a muscle.
        Intramuscular = "intramuscular",
        /// Onto the skin.
        Topical = "topical",
        /// Another way.
        Other = "other",
    }
}

vocabulary! {
    /// How much hangs on an endpoint.
    "a role of an endpoint"
    pub enum EndpointRole {
        /// The trial was planned around it.
        Primary = "primary",
        /// Planned beside it.
        Secondary = "secondary",
        /// Measured as well.
        Other = "other",
    }
}

vocabulary! {
    /// Whether a date has come.
    "a type of date"
    pub enum DateKind {
        /// It has.
        Actual = "actual",
        /// It is expected.
        Estimated = "estimated",
    }
}

vocabulary! {
    /// Whether a trial recruits, in the registry's words.
    "a recruitment status"
    pub enum RecruitmentStatus {
        /// Not yet.
        NotYetRecruiting = "not-yet-recruiting",
        /// It does.
        Recruiting = "recruiting",
        /// Only those invited.
        EnrollingByInvitation = "enrolling-by-invitation",
        /// It goes on without new people.
        ActiveNotRecruiting = "active-not-recruiting",
        /// It has ended as planned.
        Completed = "completed",
        /// It is halted.
        Suspended = "suspended",
        /// It was stopped early.
        Terminated = "terminated",
        /// It never began.
        Withdrawn = "withdrawn",
        /// Not confirmed for a long time.
        Unknown = "unknown",
    }
}
