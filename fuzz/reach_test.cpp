// What the corpora of all targets get to: every frame is accepted, every state of every session machine is entered, and
// by the ways that transitions.json lists. Seeds are as wireproof-fuzz-seeds makes them, changed a fixed number of
// times.
#include "fuzz/reach.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "conformance/json_file.hpp"
#include "fuzz/mutator/mutator.hpp"
#include "fuzz/promotion/seed_input.hpp"

namespace wireproof::fuzz {
namespace {

namespace fs = std::filesystem;
using Kind = Target::Kind;

constexpr std::size_t kMost = 1024;  // bytes of an input, as the targets have it
constexpr int kGenerations = 4;      // changes of each seed, one on top of the other

const fs::path& folder() {
    static const fs::path kFolder = fs::path(WIREPROOF_SOURCE_DIR) / "fuzz";
    return kFolder;
}

std::vector<Bytes> inputs_of(const Target& target) {
    static const auto kLoaded = suite::load_vectors({WIREPROOF_SOURCE_DIR});
    std::vector<Bytes> inputs;
    for (auto& seed : seeds(target, kLoaded.vectors, kMost)) inputs.push_back(std::move(seed.input));
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder() / "regressions" / target.name(), none)) {
        const auto text = read_text(entry.path()).value();
        inputs.emplace_back(as_bytes(text).begin(), as_bytes(text).end());
    }
    return inputs;
}

// In place of libFuzzer's: some bytes added behind, or one changed.
std::size_t change(std::uint8_t* data, std::size_t size, std::size_t most, std::mt19937_64& random) {
    if (random() % 2 == 0 && size != 0) data[random() % size] = static_cast<std::uint8_t>(random());
    for (auto more = random() % 8; more > 0 && size < most; --more) data[size++] = static_cast<std::uint8_t>(random());
    return size;
}

// A session's input: the head's sides in turn, and steps behind those there are.
Bytes changed_steps(Bytes input, std::mt19937_64& random) {
    constexpr std::uint8_t kServer = 2;
    if (input.size() > 2 && random() % 2 == 0) input[2] ^= kServer;
    const auto size = input.size();
    input.resize(kMost);
    input.resize(change(input.data(), size, kMost, random));
    return input;
}

class Corpus {
public:
    explicit Corpus(const Target& target)
        : target_(target),
          catalogue_(*target.protocol,
                     target.kind == Kind::assembler ? Catalogue::Kind::messages : Catalogue::Kind::runs),
          mutator_(catalogue_, [this](std::uint8_t* data, std::size_t size, std::size_t most) {
              return change(data, size, most, random_);
          }) {}

    Reach run() {
        for (auto& input : inputs_of(target_)) {
            add(input);
            for (int i = 0; i < kGenerations; ++i) {
                const bool of_frame = target_.kind != Kind::state && target_.kind != Kind::assembler;
                input = of_frame ? mutator_.mutate(input, kMost, random_()) : changed_steps(std::move(input), random_);
                add(input);
            }
        }
        return std::move(reach_);
    }
    // run_for_fields goes on with the frames that some fields are missing of: few seeds are of a variant without
    // vectors.
    Reach run_for_fields() {
        auto inputs = inputs_of(target_);
        reach_ = run();
        for (auto& input : inputs)
            for (int i = 0; i < kMoreGenerations && lacks_fields(input); ++i) {
                add(input);
                const auto other = mutator_.mutate(input, kMost, random_());
                if (same_frame(input, other)) input = other;
            }
        return std::move(reach_);
    }
    [[nodiscard]] const Catalogue& catalogue() const { return catalogue_; }

private:
    static constexpr int kMoreGenerations = 500;
    [[nodiscard]] const Catalogue::Choice& choice_of(ByteView input) const {
        return catalogue_.choice(Head::read(input).tag);
    }
    [[nodiscard]] bool same_frame(ByteView one, ByteView other) const { return &choice_of(one) == &choice_of(other); }
    [[nodiscard]] bool lacks_fields(ByteView input) const {
        const auto& choice = choice_of(input);
        const auto name = reach_name(*choice.variant, choice.type->name) + " ";
        const auto& fields = reach_.fields();
        for (auto it = fields.lower_bound(name); it != fields.end() && it->first.starts_with(name); ++it)
            if (it->second.accepted == 0) return true;
        return false;
    }
    void add(ByteView input) {
        const auto head = Head::read(input);
        const auto& choice = catalogue_.choice(head.tag);
        auto context = head.context();
        context.max_decompressed = kMostUnfolded;
        const auto body = body_of(input);
        switch (target_.kind) {
            case Kind::stream: return reach_.add_stream(*choice.variant, body, context);
            case Kind::state: std::ignore = reach_.add_session(*choice.variant, body, context); return;
            case Kind::assembler: return reach_.add_messages(choice, body, context);
            default: return reach_.add_frame(choice, body, context);
        }
    }
    Target target_;
    Catalogue catalogue_;
    std::mt19937_64 random_{1};
    Mutator mutator_;
    Reach reach_;
};

bool is_reached(const std::map<std::string, Reach::Counts>& counts, const std::string& name) {
    const auto it = counts.find(name);
    return it != counts.end() && it->second.accepted != 0;
}

TEST(Reach, EveryFrameIsAcceptedByTheTargetsOfFrames) {
    for (const auto& protocol : protocols())
        for (const auto kind : {Kind::decode, Kind::assembler}) {
            Corpus corpus({&protocol, kind});
            if (corpus.catalogue().choices().empty()) continue;
            const auto reach = corpus.run();
            for (const auto& choice : corpus.catalogue().choices())
                EXPECT_TRUE(is_reached(reach.frames(), reach_name(*choice.variant, choice.type->name)))
                    << protocol.name << " " << choice.variant->name << " " << choice.type->name;
        }
}

// fields.json: by protocol the fields that no accepted frame can say anything with, and the reason.
TEST(Reach, EveryFieldSaysSomethingInAnAcceptedFrame) {
    const auto listed = read_json(folder() / "fields.json");
    ASSERT_TRUE(listed) << listed.error().text();
    for (const auto& protocol : protocols()) {
        const auto reach = Corpus({&protocol, Kind::structured}).run_for_fields();
        const auto never = listed->at("never").value(std::string(protocol.name), Json::object());
        for (const auto& [name, counts] : reach.fields())
            EXPECT_EQ(counts.accepted == 0, never.contains(name)) << protocol.name << " " << name;
        for (const auto& [name, reason] : never.items())
            EXPECT_TRUE(reach.fields().contains(name)) << protocol.name << " has no field " << name;
    }
}

TEST(Reach, NamesFieldsOfObjectsListsAndOptionals) {
    const auto* const request = find_protocol("flo")->variant()->frame("request");
    EXPECT_EQ(fields_of(*request),
              (FieldNames{"request_id",
                          "op",
                          "flags",
                          "reserved",
                          "namespace",
                          "key",
                          "value",
                          "options",
                          "options.tag",
                          "options.data"}));
    EXPECT_EQ(fields_in(wire::FrameValue(*request)), FieldNames{});
    wire::FrameValue options(*find_protocol("flo")->variant()->frame("options"));
    const Bytes tag_without_data = {7, 0};
    ASSERT_TRUE(options.decode(tag_without_data).ok());
    EXPECT_EQ(fields_in(options), (FieldNames{"options", "options.tag"}));
}

TEST(Reach, EveryFrameThatASideSendsComesOutOfAStream) {
    for (const auto& protocol : protocols()) {
        const auto reach = Corpus({&protocol, Kind::stream}).run();
        for (const auto& variant : protocol.variants)
            for (const auto& type : variant.frames)
                EXPECT_TRUE(!type.sent_by || is_reached(reach.frames(), reach_name(variant, type.name)))
                    << protocol.name << " " << variant.name << " " << type.name;
    }
}

// transitions.json: by protocol the ways that seeds come by, and under `never` the states that no input can come to,
// with the reason.
TEST(Reach, EveryStateIsEnteredByTheWaysThatAreListed) {
    const auto listed = read_json(folder() / "transitions.json");
    ASSERT_TRUE(listed) << listed.error().text();
    Json found = Json::object();
    for (const auto& protocol : protocols()) {
        if (protocol.variants.front().session == nullptr) continue;
        const auto reach = Corpus({&protocol, Kind::state}).run();
        auto& ways = found[std::string(protocol.name)] = Json::array();
        for (const auto& [name, counts] : reach.states()) {
            if (name.find(" > ") != std::string::npos) ways.push_back(name);
            else if (counts.accepted == 0) found["never"][fmt::format("{} {}", protocol.name, name)] = nullptr;
        }
    }
    for (const auto& [name, ways] : listed->items()) {
        if (name == "never") continue;
        for (const auto& way : ways)
            EXPECT_NE(std::ranges::find(found[name], way), found[name].end())
                << name << ": " << way << " is not reached";
    }
    for (const auto& [state, why] : listed->at("never").items())
        if (auto& missed = found["never"]; missed.contains(state)) missed[state] = why;
    // What is new belongs into the file, or is a defect of a machine.
    EXPECT_EQ(*listed, found) << found.dump(2);
}

TEST(Reach, CountsWhatIsAcceptedAndSaysSo) {
    const auto& flo = *find_protocol("flo");
    const Catalogue catalogue(flo);
    const auto& seqs = catalogue.choice(Catalogue::tag_of(*flo.variant(), *flo.variant()->frame("seqs")));
    Reach reach;
    reach.add_frame(seqs, Bytes{0, 0, 0, 0}, {});
    reach.add_frame(seqs, Bytes{1, 0, 0, 0}, {});
    EXPECT_EQ(reach.text(), "reached v1-24 seqs: 1 of 2\nreached v1-24 seqs seqs: 0 of 1\n");
}

}  // namespace
}  // namespace wireproof::fuzz
