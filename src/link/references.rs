//! Follows the typed references of front matter; what names nothing is reported and taken out.

use super::names::{Found, Names};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span, Spanned, did_you_mean};
use crate::model::{
    Absence, Answer, ArmChoice, Comparator, Corpus, Decision, EntryRef, Finding, HasEntry, Id, Kind, Origin,
    Report, Source, Trial, Work,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The arms of each trial, as all sources together name them.
pub type ArmsOfTrials = BTreeMap<Arc<str>, BTreeSet<String>>;

/// Follows every typed reference of the corpus. Returns what each statement is about.
pub fn resolve(
    corpus: &mut Corpus,
    names: &Names,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<(Id<Source>, Arc<str>), Vec<EntryRef>> {
    let arms = arms_of_trials(corpus);
    let mut about = BTreeMap::new();
    let mut follow = Follow { names, diagnostics };
    for source in corpus.sources.values_mut() {
        follow.source(source, &arms);
        let id = source.id();
        for statement in &source.statements {
            let entries = statement.about.iter().filter_map(|name| follow.any(name, name.span)).collect();
            about.insert((id.clone(), statement.id.value.clone()), entries);
        }
    }
    for (kind, entry) in corpus.entries_mut() {
        entry
            .broader
            .retain(|class| follow.leads(&class.value, kind.noun(), class.span, |found| found == kind));
    }
    for marker in corpus.biomarkers.values_mut() {
        follow.optional(&mut marker.cell_type, Kind::CellType);
    }
    for trial in corpus.trials.values_mut() {
        trial.settles.retain(|settled| match &settled.decision {
            Decision::Shows(source) => follow.id(source, Kind::Source),
            Decision::Open => true,
        });
    }
    for outcome in corpus.outcomes.values_mut() {
        if let Some(scale) = &mut outcome.scale {
            scale.cites.retain(|source| follow.id(source, Kind::Source));
        }
    }
    let navigation = std::mem::take(&mut corpus.settings.navigation);
    corpus.settings.navigation = navigation
        .into_iter()
        .filter(|page| {
            follow.leads(&page.value, Kind::Article.noun(), page.span, |kind| kind == Kind::Article)
        })
        .collect();
    about
}

fn arms_of_trials(corpus: &Corpus) -> ArmsOfTrials {
    let mut arms = ArmsOfTrials::new();
    for report in corpus.sources.values().flat_map(|source| &source.reports) {
        let Some(trial) = report.trial.given() else { continue };
        let known = arms.entry(trial.value.as_str().into()).or_default();
        known.extend(report.arms.given().into_iter().flatten().map(|arm| arm.id.value.clone()));
    }
    arms
}

struct Follow<'k, 'd> {
    names: &'k Names,
    diagnostics: &'d mut Diagnostics,
}

impl Follow<'_, '_> {
    fn source(&mut self, source: &mut Source, arms: &ArmsOfTrials) {
        source.derived_from.retain(|origin| match origin {
            Origin::Source(id) => self.id(id, Kind::Source),
            Origin::NotInBase => true,
        });
        source.record.references.retain(|cited| match &cited.work {
            Work::Source(id) => self.id(id, Kind::Source),
            Work::Item(_) => true,
        });
        self.claimed_twice(source.findings.iter().map(|finding| (&finding.id, "finding")));
        self.claimed_twice(source.statements.iter().map(|statement| (&statement.id, "statement")));
        for report in &mut source.reports {
            self.report(report, &source.findings);
        }
        for finding in &mut source.findings {
            self.finding(finding, arms);
        }
    }

    fn report(&mut self, report: &mut Report, findings: &[Finding]) {
        self.answer(&mut report.trial, Kind::Trial);
        report.conditions.retain(|disease| self.id(disease, Kind::Disease));
        if let Answer::Given(arms) = &mut report.arms {
            let ids: Vec<Spanned<Arc<str>>> =
                arms.iter().map(|arm| Spanned::new(arm.id.value.as_str().into(), arm.id.span)).collect();
            self.claimed_twice(ids.iter().map(|id| (id, "arm")));
            for arm in arms {
                if let Answer::Given(intervention) = &mut arm.intervention {
                    self.answer(&mut intervention.cell_type, Kind::CellType);
                }
            }
        }
        for endpoint in &mut report.endpoints {
            let is_known = endpoint.measure.as_ref().is_none_or(|measure| self.measure(measure));
            if !is_known {
                endpoint.measure = None;
            }
            endpoint.answered_by.retain(|id| self.answer_of(id, &report.trial, findings));
        }
        report.endpoints.retain(|endpoint| endpoint.measure.is_some() || endpoint.label.is_some());
    }

    /// Whether an endpoint is answered by a finding that its source has on the same trial.
    fn answer_of(
        &mut self,
        id: &Spanned<Arc<str>>,
        trial: &Answer<Spanned<Id<Trial>>>,
        findings: &[Finding],
    ) -> bool {
        let Some(trial) = trial.given() else { return true };
        let is_of_trial =
            |finding: &&Finding| finding.trial.given().is_some_and(|known| known.value == trial.value);
        let known = || findings.iter().filter(is_of_trial).map(|finding| &*finding.id.value);
        if known().any(|known| *known == *id.value) {
            return true;
        }
        let message = format!("this source has no finding `{}` on `{}`", id.value, trial.value);
        let help = did_you_mean(&id.value, known())
            .unwrap_or_else(|| "name a finding of this file that gives the endpoint's result".to_owned());
        self.diagnostics.report(Diagnostic::new(Code::UnknownReference, id.span, message).help(help));
        false
    }

    fn finding(&mut self, finding: &mut Finding, arms: &ArmsOfTrials) {
        self.answer(&mut finding.trial, Kind::Trial);
        finding.measures.retain(|measure| self.measure(measure));
        let Some(trial) = finding.trial.given() else { return };
        let none = BTreeSet::new();
        let known = arms.get(trial.value.as_str()).unwrap_or(&none);
        let trial = trial.value.to_string();
        if let Answer::Given(Spanned { value: ArmChoice::Arm(arm), span }) = &finding.arm
            && !self.arm(arm, *span, known, &trial)
        {
            finding.arm = Answer::Absent(Absence::NotStated);
        }
        if let Answer::Given(Spanned { value: Comparator::Arm(arm), span }) = &finding.comparator
            && !self.arm(arm, *span, known, &trial)
        {
            finding.comparator = Answer::Absent(Absence::NotStated);
        }
    }

    fn arm(&mut self, arm: &str, span: Span, known: &BTreeSet<String>, trial: &str) -> bool {
        if known.contains(arm) {
            return true;
        }
        let message = format!("the trial `{trial}` has no arm `{arm}`");
        let all = || known.iter().map(String::as_str);
        let help = did_you_mean(arm, all()).or_else(|| {
            let list = all().collect::<Vec<_>>().join(", ");
            (!list.is_empty()).then(|| format!("its arms are: {list}"))
        });
        let help = help.unwrap_or_else(|| "name the trial's arms in a report first".to_owned());
        self.diagnostics.report(Diagnostic::new(Code::UnknownReference, span, message).help(help));
        false
    }

    fn measure<T>(&mut self, measure: &Spanned<Id<T>>) -> bool {
        let is_measure = |kind| matches!(kind, Kind::Outcome | Kind::Biomarker);
        self.leads(measure.value.as_str(), "outcome measure or biomarker", measure.span, is_measure)
    }

    fn answer<T>(&mut self, answer: &mut Answer<Spanned<Id<T>>>, kind: Kind) {
        if let Answer::Given(id) = answer
            && !self.id(id, kind)
        {
            *answer = Answer::default();
        }
    }

    fn optional<T>(&mut self, id: &mut Option<Spanned<Id<T>>>, kind: Kind) {
        if id.as_ref().is_some_and(|id| !self.id(id, kind)) {
            *id = None;
        }
    }

    fn id<T>(&mut self, id: &Spanned<Id<T>>, kind: Kind) -> bool {
        self.leads(id.value.as_str(), kind.noun(), id.span, |found| found == kind)
    }

    /// Whether an id leads to an entry of a wanted kind; front matter refers by id alone.
    fn leads(&mut self, id: &str, noun: &str, span: Span, wanted: impl Fn(Kind) -> bool) -> bool {
        let found = match self.names.find_of(id, wanted) {
            Found::One(at) if *at.id != *id => Found::Nothing(Some(at.id.to_string())),
            found => found,
        };
        super::report_unfound(found, id, noun, span, self.diagnostics).is_some()
    }

    fn any(&mut self, name: &str, span: Span) -> Option<EntryRef> {
        let found = self.names.find(name);
        super::report_unfound(found, name, "entry", span, self.diagnostics)
    }

    fn claimed_twice<'a>(&mut self, ids: impl Iterator<Item = (&'a Spanned<Arc<str>>, &'static str)>) {
        let mut seen: BTreeMap<&Arc<str>, Span> = BTreeMap::new();
        for (id, what) in ids {
            match seen.get(&id.value) {
                Some(first) => self.diagnostics.report(
                    Diagnostic::new(
                        Code::IdClaimedTwice,
                        id.span,
                        format!("a second {what} is called `{}`", id.value),
                    )
                    .related(*first, "the first one")
                    .help("give it an id of its own, such as measure and time point"),
                ),
                None => {
                    seen.insert(&id.value, id.span);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn an_endpoint_is_answered_by_a_finding_of_its_source_on_its_trial() {
        check(
            "
            --- trials/a.md
            --- trials/b.md
            --- sources/s.md
            reports:
              - trial: a
                registry-id: not-reported
                phase: not-reported
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: not-reported
                arms: not-reported
                follow-up: not-reported
                endpoints:
                  - {label: safety, answered-by: [mild]}
                  - label: harms
                    answered-by:
                      - serious
                      - sirious   #~ unknown-reference
                      - other-trial   #~ unknown-reference
                locator: {section: Methods}
            findings:
              - {id: mild, trial: a, label: mild, arm: all, comparator: none, time-point: not-stated, change: not-applicable, locator: {section: Results}}
              - {id: serious, trial: a, label: serious, arm: all, comparator: none, time-point: not-stated, change: not-applicable, locator: {section: Results}}
              - {id: other-trial, trial: b, label: serious, arm: all, comparator: none, time-point: not-stated, change: not-applicable, locator: {section: Results}}
            ",
        );
    }
}
