//! The readers of reports: the design of a trial.

use super::finding::without_locator;
use super::source::whole_names;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Spanned, did_you_mean};
use crate::model::{
    Answer, Arm, Completion, Endpoint, Group, Intervention, Locator, Recruitment, Report, Reported, Species,
    Stage, TimePoint,
};
use crate::parse::reader::{Fields, Read, absence, malformed};
use crate::parse::yaml::{Node, Value};

impl Read for Report {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a report", diagnostics)?;
        whole_names(fields.node("collaborators"), diagnostics);
        let report = Self {
            trial: fields.answer("trial", diagnostics),
            matched_by: fields.optional("matched-by", diagnostics),
            registry_id: fields.answer("registry-id", diagnostics),
            registered: fields.answer_if_any("registered", diagnostics),
            aim: fields.answer_if_any("aim", diagnostics),
            phase: fields.answer("phase", diagnostics),
            species: fields.or("species", Species::Human, diagnostics),
            allocation: fields.answer("allocation", diagnostics),
            masking: fields.answer("masking", diagnostics),
            centers: fields.answer_if_any("centers", diagnostics),
            control: fields.answer("control", diagnostics),
            conditions: fields.list("conditions", diagnostics),
            population: fields.answer_if_any("population", diagnostics),
            enrollment: fields.answer("enrollment", diagnostics),
            arms: fields.answer("arms", diagnostics),
            number_of_arms: fields.answer_if_any("number-of-arms", diagnostics),
            participants_by: fields.list("participants-by", diagnostics),
            stages: fields.list("stages", diagnostics),
            follow_up: fields.answer("follow-up", diagnostics),
            endpoints: fields.list("endpoints", diagnostics),
            published: fields.answer_if_any("published", diagnostics),
            initiated_by: fields.answer_if_any("initiated-by", diagnostics),
            study_type: fields.answer_if_any("study-type", diagnostics),
            recruitment: fields.answer_if_any("recruitment", diagnostics),
            sponsor: fields.answer_if_any("sponsor", diagnostics),
            collaborators: fields.answer_if_any("collaborators", diagnostics),
            start: fields.answer_if_any("start", diagnostics),
            completion: fields.answer_if_any("completion", diagnostics),
            first_posted: fields.answer_if_any("first-posted", diagnostics),
            last_update_posted: fields.answer_if_any("last-update-posted", diagnostics),
            ages: fields.answer_if_any("ages", diagnostics),
            eligibility: fields.answer_if_any("eligibility", diagnostics),
            visits: fields.answer_if_any("visits", diagnostics),
            results_posted: fields.answer_if_any("results-posted", diagnostics),
            locators: fields.list("locator", diagnostics),
            field_locators: field_locators(fields.node("locators"), fields.known(), diagnostics),
            span: fields.head(),
        };
        let has_locator = fields.tries("locator") || fields.has("locators");
        fields.finish(diagnostics);
        if !has_locator {
            diagnostics.report(without_locator("report", report.span));
        }
        Some(report)
    }
}

/// Reads where single fields are printed; a field that reports do not have is no place to look.
fn field_locators(
    node: Option<&Node>,
    known: &[&'static str],
    diagnostics: &mut Diagnostics,
) -> Vec<(Spanned<String>, Vec<Locator>)> {
    match node {
        None => Vec::new(),
        Some(Node { value: Value::Map(map), .. }) => {
            for (key, _) in map.entries.iter().filter(|(key, _)| !known.contains(&key.value.as_str())) {
                let message = format!("a report has no field `{}`", key.value);
                let near = did_you_mean(&key.value, known.iter().copied());
                diagnostics.report(Diagnostic::new(Code::UnknownKey, key.span, message).maybe_help(near));
            }
            map.entries
                .iter()
                .map(|(key, node)| (key.clone(), Vec::read(node, diagnostics).unwrap_or_default()))
                .collect()
        }
        Some(node) => {
            malformed(node, "a map of fields", "write `locators: {arms: {section: Methods}}`", diagnostics);
            Vec::new()
        }
    }
}

impl Read for Arm {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "an arm", diagnostics)?;
        let id: Option<Spanned<std::sync::Arc<str>>> = fields.required("id", diagnostics);
        let label = fields.answer_if_any("label", diagnostics);
        let role = fields.answer_if_any("role", diagnostics);
        let participants = fields.answer_if_any("participants", diagnostics);
        let intervention = fields.answer_if_any("intervention", diagnostics);
        fields.finish(diagnostics);
        let id = id?;
        Some(Self {
            id: Spanned::new(id.value.to_string(), id.span),
            label,
            role,
            participants,
            intervention,
        })
    }
}

impl Read for Intervention {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "an intervention", diagnostics)?;
        let intervention = Self {
            cell_type: fields.answer_if_any("cell-type", diagnostics),
            donor: fields.answer_if_any("donor", diagnostics),
            product: fields.answer_if_any("product", diagnostics),
            preparation: fields.answer_if_any("preparation", diagnostics),
            route: fields.answer_if_any("route", diagnostics),
            administrations: fields.answer_if_any("administrations", diagnostics),
            interval: fields.answer_if_any("interval", diagnostics),
            cycles: fields.answer_if_any("cycles", diagnostics),
            duration: fields.answer_if_any("duration", diagnostics),
            dose: fields.answer_if_any("dose", diagnostics),
            span: node.span,
        };
        fields.finish(diagnostics);
        Some(intervention)
    }
}

impl Read for Group {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a group of people", diagnostics)?;
        let group = fields.required("group", diagnostics);
        let count: Option<u32> = fields.required("count", diagnostics);
        let printed = fields.optional("printed", diagnostics);
        let because = fields.optional("because", diagnostics);
        fields.finish(diagnostics);
        Some(Self { group: group?, count: Reported { value: count?, printed, because, span: node.span } })
    }
}

impl Read for Stage {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a stage of a trial", diagnostics)?;
        let label = fields.required("label", diagnostics);
        let aim = fields.answer_if_any("aim", diagnostics);
        let follow_up = fields.answer_if_any("follow-up", diagnostics);
        let participants = fields.answer_if_any("participants", diagnostics);
        fields.finish(diagnostics);
        Some(Self { label: label?, aim, follow_up, participants })
    }
}

impl Read for Endpoint {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "an endpoint", diagnostics)?;
        fields.must_answer("measure", &["label"], diagnostics);
        let endpoint = Self {
            measure: fields.optional("measure", diagnostics),
            label: fields.optional("label", diagnostics),
            role: fields.answer_if_any("role", diagnostics),
            time_points: time_points(&mut fields, diagnostics),
            time_frame: fields.answer_if_any("time-frame", diagnostics),
            method: fields.answer_if_any("method", diagnostics),
            specimen: fields.answer_if_any("specimen", diagnostics),
            answered_by: fields.list("answered-by", diagnostics),
            span: fields.head(),
        };
        fields.finish(diagnostics);
        (endpoint.measure.is_some() || endpoint.label.is_some()).then_some(endpoint)
    }
}

fn time_points(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Spanned<TimePoint>> {
    match fields.node("time-points") {
        Some(node) if absence(node).is_none() => Vec::read(node, diagnostics).unwrap_or_default(),
        _ => Vec::new(),
    }
}

impl Read for Recruitment {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a recruitment status", diagnostics)?;
        let status = fields.required("status", diagnostics);
        let as_of = fields.answer_if_any("as-of", diagnostics);
        fields.finish(diagnostics);
        Some(Self { status: status?, as_of })
    }
}

impl Read for Completion {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        if let Value::Scalar { .. } = node.value {
            let date = Read::read(node, diagnostics)?;
            return Some(Self { date, kind: Answer::default() });
        }
        let mut fields = Fields::of(node, "a completion date", diagnostics)?;
        let date = fields.required("date", diagnostics);
        let kind = fields.answer_if_any("type", diagnostics);
        fields.finish(diagnostics);
        Some(Self { date: date?, kind })
    }
}
