// DocumentMutator: changes a JSON document where it is one, so that most of what comes out is still JSON and much of it
// still of the schema: members gone, doubled, renamed or of another kind, numbers at the edges of their widths, and
// pieces of another document.
#pragma once

#include <functional>
#include <random>
#include <string>

#include "conformance/wire/json.hpp"

namespace wireproof::fuzz {

class DocumentMutator {
public:
    // ByteMutation changes `size` bytes in a room of `most` and returns the new size: LLVMFuzzerMutate.
    using ByteMutation = std::function<std::size_t(std::uint8_t* data, std::size_t size, std::size_t most)>;

    explicit DocumentMutator(ByteMutation byte_mutation) : byte_mutation_(std::move(byte_mutation)) {}

    // mutate and cross return a text of at most `most` bytes. What is no JSON, and one document in eight, is changed
    // byte by byte.
    [[nodiscard]] std::string mutate(std::string_view text, std::size_t most, std::uint64_t seed) const;
    // cross puts a piece of the other document in the place of a piece of the first.
    [[nodiscard]] std::string cross(std::string_view one,
                                    std::string_view other,
                                    std::size_t most,
                                    std::uint64_t seed) const;

private:
    using Random = std::mt19937_64;
    void change(Json& document, Random& random) const;
    [[nodiscard]] std::string bytewise(std::string_view text, std::size_t most) const;

    ByteMutation byte_mutation_;
};

}  // namespace wireproof::fuzz
