//! Contracts by example: the worked cases of the product lines under `examples`, and what happens at the edges.

use std::fs;
use std::process::{Command, Output};

use dateline::contract::Standing::{Overdue, Removable, Removed, Supported};
use dateline::contract::{Deployment, Rollout, RolloutRefusal, Standing, compat, deprecations, rollout};
use dateline::plan::{Plan, Request, Stage, plan};
use dateline::product::Product;
use dateline::version::BuildDate;
use serde_json::Value;

fn example(path: &str) -> Product {
    Product::from_toml(&fs::read_to_string(format!("examples/{path}")).unwrap()).unwrap()
}

fn day(text: &str) -> BuildDate {
    BuildDate::parse(text).unwrap()
}

fn planned(product: &Product, changes: &[&str]) -> Plan {
    let changes = changes.iter().map(|change| change.parse().unwrap());
    plan(product, &Request::release(changes, Stage::Stable, day("2026-03-02"))).unwrap()
}

/// A plan in one line: the releases, then the surfaces, then the floors.
fn outcome(product: &Product, changes: &[&str]) -> String {
    let plan = planned(product, changes);
    let releases = plan.releases.iter().map(|release| format!("{} {}", release.component, release.to));
    let surfaces =
        plan.surfaces.iter().map(|moved| format!("{}.{} {}", moved.component, moved.surface, moved.to));
    let floors =
        plan.floors.iter().map(|raise| format!("{} needs {} {}", raise.component, raise.provider, raise.to));
    releases.chain(surfaces).chain(floors).collect::<Vec<_>>().join(", ")
}

fn rolled_out(product: &Product, changes: &[&str]) -> Rollout {
    let plan = planned(product, changes);
    let applied = plan.applied_to(product);
    rollout(&Deployment::before(&plan, product), &Deployment::after(&plan, &applied)).unwrap()
}

/// The steps in one line: `backend; frontend rpmbuild`, and `(a b)` for what goes together.
fn steps(rollout: &Rollout) -> String {
    let step = |step: &dateline::contract::Step| {
        let ids: Vec<&str> = step.components.iter().map(dateline::product::ComponentId::as_str).collect();
        if step.together { format!("({})", ids.join(" ")) } else { ids.join(" ") }
    };
    rollout.steps.iter().map(step).collect::<Vec<_>>().join("; ")
}

#[test]
fn picloud_s_new_module_with_a_migration_moves_the_sdk_and_the_schema() {
    let changes = ["addition:picloud.sdk", "addition:picloud.schema"];
    let expected = "picloud 0.6.0, picloud.sdk 1.2, picloud.schema 4";
    assert_eq!(outcome(&example("picloud/product.toml"), &changes), expected);
}

#[test]
fn picloud_s_renamed_field_is_a_minor_before_1_0_and_a_major_after() {
    let changes = ["breaking:picloud.sdk"];
    assert_eq!(outcome(&example("picloud/product.toml"), &changes), "picloud 0.6.0, picloud.sdk 2.0");
    assert_eq!(outcome(&example("picloud/after-1.0.toml"), &changes), "picloud 2.0.0, picloud.sdk 2.0");
}

#[test]
fn picloud_s_optional_pagination_leaves_the_number_of_the_api() {
    assert_eq!(outcome(&example("picloud/product.toml"), &["addition:picloud.api"]), "picloud 0.6.0");
    assert_eq!(outcome(&example("picloud/after-1.0.toml"), &["addition:picloud.api"]), "picloud 1.5.0");
}

#[test]
fn picloud_s_changed_response_shape_is_a_new_api() {
    let changes = ["breaking:picloud.api"];
    assert_eq!(outcome(&example("picloud/product.toml"), &changes), "picloud 0.6.0, picloud.api 2");
}

#[test]
fn copr_s_backend_goes_first_for_a_change_of_the_api_between_it_and_the_frontend() {
    let copr = example("copr/product.toml");
    let changes = ["breaking:frontend.fe-be-api", "feature:backend"];
    let expected = "frontend 2.8, backend 2.14, frontend.fe-be-api 10, backend needs frontend.fe-be-api 10";
    assert_eq!(outcome(&copr, &changes), expected);
    assert_eq!(steps(&rolled_out(&copr, &changes)), "backend; frontend");
}

#[test]
fn copr_raises_both_floors_together_for_a_change_between_frontend_and_builder() {
    let copr = example("copr/product.toml");
    let changes = ["breaking:frontend.fe-be-api", "api-feature:rpmbuild", "feature:backend"];
    assert_eq!(
        outcome(&copr, &changes),
        "frontend 2.8, backend 2.14, rpmbuild 1.9, frontend.fe-be-api 10, backend needs frontend.fe-be-api \
         10, backend needs rpmbuild 1.9"
    );
    assert_eq!(steps(&rolled_out(&copr, &changes)), "backend; frontend rpmbuild");
}

#[test]
fn every_floor_of_the_examples_holds() {
    for path in ["copr/product.toml", "client-engine/product.toml", "picloud/product.toml"] {
        let product = example(path);
        assert!(compat(&Deployment::of(&product)).iter().all(dateline::contract::Pair::holds), "{path}");
    }
    let go = fs::read_to_string("examples/client-engine/client/version.go").unwrap();
    let client = example("client-engine/product.toml");
    let floor = client.components().iter().find_map(|component| component.requires().first()).unwrap();
    assert!(go.contains(&format!("const MinEngineVersion = \"{}\"", floor.at_least)));
}

const CIRCLE: &str = r#"
product.name = "Circle"
[components]
store = { scheme = "semver", version = "1.1.0", requires.index = "1.1.0" }
index = { scheme = "semver", version = "1.1.0", requires.store = "1.1.0" }
reader = { scheme = "semver", version = "1.1.0", requires.store = "1.1.0" }
base = { scheme = "semver", version = "1.0.0" }
"#;

#[test]
fn components_that_need_each_other_are_shut_down_together() {
    let product = Product::from_toml(CIRCLE).unwrap();
    let before = Deployment::named(&product, ["store=1.0.0", "index=1.0.0", "reader=1.0.0"]).unwrap();
    let rollout = rollout(&before, &Deployment::of(&product)).unwrap();
    assert_eq!(steps(&rollout), "(store index); reader");
    let circle: Vec<&str> =
        rollout.steps[0].circle.iter().map(dateline::product::ComponentId::as_str).collect();
    assert_eq!(circle, ["store", "index", "store"]);
}

/// Two peers that require each other's number.
fn peers(accepts: u32) -> String {
    format!(
        r#"
        product.name = "Peers"
        [components.hub]
        scheme = "semver"
        version = "1.1.0"
        surfaces.wire = {{ version = 2, accepts-previous = {accepts} }}
        requires."node.wire" = 2
        [components.node]
        scheme = "semver"
        version = "1.1.0"
        surfaces.wire = {{ version = 2, accepts-previous = {accepts} }}
        requires."hub.wire" = 2
        "#
    )
}

#[test]
fn peers_that_accept_the_number_before_go_in_any_order() {
    let upgrade = |accepts| {
        let product = Product::from_toml(&peers(accepts)).unwrap();
        let named = ["hub=1.0.0", "hub.wire=1", "node=1.0.0", "node.wire=1"];
        let before = Deployment::named(&product, named).unwrap();
        steps(&rollout(&before, &Deployment::of(&product)).unwrap())
    };
    assert_eq!(upgrade(0), "(hub node)");
    assert_eq!(upgrade(1), "hub node");
}

#[test]
fn a_rollout_goes_neither_back_nor_to_what_is_broken() {
    let product = example("client-engine/product.toml");
    let at = |texts: &[&str]| Deployment::named(&product, texts).unwrap();
    let back = rollout(&Deployment::of(&product), &at(&["engine=0.2.9"])).unwrap_err();
    assert!(matches!(back, RolloutRefusal::GoesBack { .. }), "{back}");
    let broken = rollout(&at(&["engine=0.2.7"]), &at(&["engine=0.2.9"])).unwrap_err();
    assert!(matches!(broken, RolloutRefusal::Broken(_)), "{broken}");
    let same = rollout(&at(&["engine=0.2.9"]), &at(&["engine=0.2.9"])).unwrap();
    assert!(same.steps.is_empty(), "what is broken and stays so is none of its business");
}

#[test]
fn what_is_not_deployed_requires_nothing_and_meets_nothing() {
    let text = "product.name = \"p\"\n[components]\n\
                a = { scheme = \"semver\", requires.b = \"1.0.0\" }\nb = { scheme = \"semver\" }\n";
    let product = Product::from_toml(text).unwrap();
    assert!(compat(&Deployment::of(&product)).is_empty());
    let deployed = Deployment::named(&product, ["a=1.0.0"]).unwrap();
    assert_eq!(
        compat(&deployed)[0].mismatch.as_ref().unwrap().to_string(),
        "a 1.0.0 needs at least b 1.0.0, but found none: install b with at least 1.0.0"
    );
}

#[test]
fn deprecations_stand_by_the_lines_of_their_owner_and_by_their_sunset() {
    let product = example("picloud/after-1.0.toml");
    let standing = |today| -> Vec<Standing> {
        deprecations(&product, day(today)).iter().map(|support| support.standing).collect()
    };
    assert_eq!(standing("2026-11-30"), [Supported, Removable, Overdue, Removed]);
    assert_eq!(standing("2026-12-01"), [Supported, Overdue, Overdue, Removed], "its sunset has come");
    let early: Vec<bool> =
        deprecations(&product, day("2026-03-02")).iter().map(|support| support.too_early).collect();
    assert_eq!(early, [false, false, false, true]);
}

#[test]
fn days_of_a_deprecation_are_checked_with_the_file() {
    let file = |days: &str| {
        format!(
            "product.name = \"p\"\ncomponents.a = {{ scheme = \"semver\", version = \"1.0.0\", \
             surfaces.api.version = 1 }}\n[[deprecations]]\nsurface = \"a.api\"\nwhat = \"x\"\nsince = \
             \"1.0\"\n{days}\n"
        )
    };
    let error = |days| Product::from_toml(&file(days)).unwrap_err().errors[0].to_string();
    assert!(Product::from_toml(&file("date = \"2026-01-01\"\nsunset = 2026-01-01")).is_ok());
    assert_eq!(
        error("date = 2027-01-01\nsunset = 2026-01-01"),
        "`sunset` cannot be before `date`, but 2026-01-01 is before 2027-01-01"
    );
    assert_eq!(
        error("sunset = \"soon\""),
        "`soon` is not a valid date: a date is written YYYY-MM-DD or YYYYMMDD"
    );
    assert_eq!(error("sunset = 3"), "`sunset` must be a date, not a whole number");
}

/// Runs the program in a folder that holds `product` as its product file.
fn dateline(product: &str, arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("product.toml"), product).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env("SOURCE_DATE_EPOCH", "1478000000").current_dir(folder.path()).args(arguments);
    command.output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_circle_is_named_and_drawn() {
    let from = ["rollout", "--from", "store=1.0.0", "index=1.0.0", "reader=1.0.0"];
    let text = stdout(&dateline(CIRCLE, &from));
    assert!(text.contains("shut down all of them, upgrade, restart: store -> index -> store"), "{text}");
    let json: Value =
        serde_json::from_str(&stdout(&dateline(CIRCLE, &[&from[..], &["--format=json"]].concat()))).unwrap();
    let expected = serde_json::json!({
        "format_version": 1,
        "steps": [
            {
                "components": ["store", "index"],
                "because": [
                    {"component": "index", "before": "store", "reason": "provider-first"},
                    {"component": "store", "before": "index", "reason": "provider-first"},
                    {"component": "store", "before": "reader", "reason": "provider-first"},
                ],
                "together": true,
            },
            {"components": ["reader"], "because": [], "together": false},
        ],
    });
    assert_eq!(json, expected);
    let markdown = stdout(&dateline(CIRCLE, &[&from[..], &["--format=markdown"]].concat()));
    assert!(markdown.contains("subgraph s1[\"1: shut down, upgrade, restart\"]"), "{markdown}");
    let github = stdout(&dateline(CIRCLE, &[&from[..], &["--format=github"]].concat()));
    assert_eq!(github, "steps=[[\"store\",\"index\"],[\"reader\"]]\n");
}

#[test]
fn compat_ends_with_1_where_something_is_broken_and_with_2_where_the_question_is() {
    let code = |arguments: &[&str]| dateline(CIRCLE, arguments).status.code().unwrap();
    assert_eq!(code(&["compat"]), 0);
    assert_eq!(code(&["compat", "store=1.0.0"]), 1);
    for bad in ["store", "stroe=1.0.0", "store=1.0", "store.api=1", "Store=1.0.0", "="] {
        assert_eq!(code(&["compat", bad]), 2, "{bad}");
    }
    assert_eq!(code(&["compat", "store=1.1.0", "store=1.1.0"]), 2, "named twice");
    assert_eq!(code(&["rollout"]), 0);
    assert_eq!(code(&["rollout", "fix:store", "--from", "store=1.0.0"]), 2, "both ways at once");
    assert_eq!(code(&["rollout", "--date", "2026-03-02", "--from", "store=1.0.0"]), 2, "a date of nothing");
    assert_eq!(code(&["rollout", "--promote"]), 1, "there is nothing to promote");
    assert_eq!(code(&["rollout", "--to", "store=1.0.0"]), 1);
    assert_eq!(code(&["rollout", "fix:store"]), 0);
    assert_eq!(code(&["deprecations"]), 0);
}

#[test]
fn a_number_that_nobody_named_is_told_apart() {
    let json = stdout(&dateline(&peers(1), &["compat", "hub=1.0.0", "--format=json"]));
    let json: Value = serde_json::from_str(&json).unwrap();
    let message = json["pairs"][1]["message"].as_str().unwrap();
    assert!(message.ends_with("(taken from the product file; set it with hub.wire=NUMBER)"), "{message}");
    let text = stdout(&dateline(&peers(1), &["compat", "hub.wire=1"]));
    assert!(text.contains("found 1, which its peers still accept"), "{text}");
    for (bad, good) in
        [("hub.wire=01", false), ("hub.wire=+1", false), ("hub.wire=1.0", false), ("hub.wire=1", true)]
    {
        assert_eq!(dateline(&peers(1), &["compat", bad]).status.success(), good, "{bad}");
    }
}

#[test]
fn a_promotion_is_rolled_out_from_the_stable_versions() {
    let text = CIRCLE.replace(
        "base = { scheme = \"semver\", version = \"1.0.0\"",
        "base = { scheme = \"semver\", version = \"1.0.0\", next = \"1.1.0-next.4\"",
    );
    let output = stdout(&dateline(&text, &["rollout", "--promote", "base", "--quiet"]));
    assert_eq!(output, "1.  base  1.0.0 -> 1.1.0\n");
    let output = stdout(&dateline(&text, &["rollout", "feature:base", "--next", "--quiet"]));
    assert_eq!(output, "1.  base  1.1.0-next.4 -> 1.1.0-next.5\n");
}

#[test]
fn a_first_rollout_has_everything_in_its_order() {
    let json: Value =
        serde_json::from_str(&stdout(&dateline(CIRCLE, &["rollout", "--format=json"]))).unwrap();
    let components: Vec<&Value> =
        json["steps"].as_array().unwrap().iter().map(|step| &step["components"]).collect();
    let expected =
        [serde_json::json!(["base"]), serde_json::json!(["store", "index"]), serde_json::json!(["reader"])];
    assert_eq!(components, expected.iter().collect::<Vec<_>>());
}
