"""python3 -m unittest discover -s interop/trials: what the runner decides by itself."""
import fractions
import random
import unittest

import trial


def row(level="must", section="RFC 9112 §6.1", exit=1, **results):
    changed = [{"id": name.replace("_", "."), "verdict": verdict, "source": source} for name, (verdict, source) in results.items()]
    return {"bug": "a-bug", "level": level, "section": section, "exit": exit, "changed": changed}


class Noticed(unittest.TestCase):
    def test_a_section_holds_its_rfc_until_the_next(self):
        self.assertEqual(trial.sections("contract A; RFC 9112 §9.3, §11.2; RFC 9111, section 5.2.2"),
                         {("9112", "9.3"), ("9112", "11.2"), ("9111", "5.2.2")})

    def test_the_contract_has_no_sections(self):
        self.assertEqual(trial.sections("CONTRACT H: Keys"), set())

    def test_the_same_section_counts(self):
        self.assertEqual(trial.by_section(row(x_y=("Violates", "RFC 9112 §6.1")), trial.Judged()), ["x.y"])

    def test_neither_a_part_of_a_section_nor_another_rfc_counts(self):
        self.assertEqual(trial.by_section(row(x_y=("Violates", "RFC 9112 §6"), x_z=("Violates", "RFC 9110 §6.1")), trial.Judged()), [])

    def test_tolerated_counts_for_a_should_only(self):
        tolerated = {"x_y": ("Tolerated", "RFC 9112 §6.1")}
        self.assertEqual(trial.by_section(row("must", **tolerated), trial.Judged()), [])
        self.assertEqual(trial.by_section(row("should", **tolerated), trial.Judged()), ["x.y"])

    def test_a_person_can_say_that_the_section_is_the_same_and_the_rule_another(self):
        judged = trial.Judged(rejected=frozenset({("a-bug", "x.y")}))
        self.assertEqual(trial.by_section(row(x_y=("Violates", "RFC 9112 §6.1")), judged), [])

    def test_an_unusable_server_counts_as_judged_only(self):
        self.assertEqual(trial.as_judged(row(exit=3), trial.Judged()), [])
        self.assertEqual(trial.as_judged(row(exit=3), trial.Judged(accepted=frozenset({("a-bug", "exit-3")}))), ["exit-3"])


class Changes(unittest.TestCase):
    def test_worse_than_before_and_lost(self):
        base = {"a": {"Conforms"}, "b": {"Conforms"}, "c": {"Violates"}, "d": {"Conforms"}, "e": {"NotApplicable"}}
        verdicts = {"a": "Tolerated", "b": "Inconclusive", "c": "Violates", "e": "Violates"}
        results = {name: {"id": name, "verdict": verdict} for name, verdict in verdicts.items()}
        self.assertEqual([one["id"] for one in trial.changed(results, base)], ["a", "e"])
        self.assertEqual([one["id"] for one in trial.lost(results, base)], ["b", "d"])


class Draw(unittest.TestCase):
    def test_a_third_of_each_level(self):
        bugs = [trial.Bug(f"{level}-{number}", level, "", "", "") for level in ("must", "should") for number in range(30)]
        for seed in range(20):
            chosen = trial.draw(bugs, fractions.Fraction(1, 3), random.Random(seed))
            self.assertEqual(len(chosen), 20)
            self.assertAlmostEqual(sum(name.startswith("must") for name in chosen), 10, delta=1)


if __name__ == "__main__":
    unittest.main()
