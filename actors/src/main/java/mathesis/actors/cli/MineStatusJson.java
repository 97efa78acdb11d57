package mathesis.actors.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mathesis.actors.mining.MiningStatus;
import mathesis.actors.mining.MiningTasks;
import mathesis.corpus.rounds.MiningPlan.Position;

/// How a mining run stands, as one JSON object.
final class MineStatusJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MineStatusJson() {}

    static String of(MiningStatus status) {
        var json = JSON.createObjectNode();
        json.put("folder", status.folder().toString());
        json.put("running", status.running());
        position(json, status.position());
        json.put("archives", status.archives());
        var rounds = json.putArray("rounds");
        for (var round : status.rounds()) {
            var one = rounds.addObject();
            one.put("round", round.number());
            var steps = one.putArray("steps");
            round.steps().forEach(step -> step(steps.addObject(), step));
            round.classifier().ifPresent(classifier -> one.set("classifier", JSON.valueToTree(classifier)));
            round.end().ifPresent(end -> one.set("end", JSON.valueToTree(end)));
        }
        if (status.running()) {
            status.live().ifPresent(live -> json.set("live", JSON.valueToTree(live)));
        }
        return json.toString();
    }

    private static void position(ObjectNode json, Position position) {
        switch (position) {
            case Position.Working(int round, var step, int done, int parts) -> {
                json.put("state", "working");
                json.put("round", round);
                json.put("step", MiningTasks.name(step));
                json.put("done", done);
                json.put("parts", parts);
            }
            case Position.Waiting(int round) -> json.put("state", "waiting").put("round", round);
            case Position.Finished finished -> json.put("state", "finished").put("round", finished.rounds());
        }
    }

    private static void step(ObjectNode json, MiningStatus.StepStatus step) {
        json.put("step", MiningTasks.name(step.step()));
        json.put("done", step.done());
        json.put("parts", step.parts());
        json.put("seconds", step.seconds());
        json.set("figures", JSON.valueToTree(step.figures()));
    }
}
