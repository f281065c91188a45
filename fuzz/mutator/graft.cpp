#include "fuzz/mutator/graft.hpp"

namespace wireproof::fuzz {
namespace {

// Counts the byte strings and texts at any depth and replaces the one whose turn it is.
class Graft : public wire::Dynamic {
public:
    Graft(ByteView bytes, std::size_t turn) : bytes_(bytes), turn_(turn) {}
    std::size_t places = 0;

protected:
    void on_cell(const char*, wire::Cell cell) override { walk(cell); }

private:
    void walk(wire::Cell cell) {
        using Shape = wire::CellOps::Shape;
        if (cell.shape() == Shape::object) return cell.ops->visit(*this, cell.value);
        if (cell.shape() == Shape::leaf) return leaf(cell);
        for (std::size_t i = 0; i < cell.size(); ++i) walk(cell.item(i));
    }
    void leaf(wire::Cell cell) {
        using Kind = wire::LeafInfo::Kind;
        const auto kind = cell.ops->info(cell.type).kind;
        if (kind != Kind::bytes && kind != Kind::text) return;
        if (places++ != turn_) return;
        if (kind == Kind::bytes) cell.ops->set(cell.value, Bytes(bytes_.begin(), bytes_.end()));
        else cell.ops->set(cell.value, std::string(bytes_.begin(), bytes_.end()));
    }
    ByteView bytes_;
    std::size_t turn_;
};

}  // namespace

bool graft(wire::AnyFrame frame, ByteView bytes, std::mt19937_64& random) {
    Graft counting(bytes, static_cast<std::size_t>(-1));
    frame.visit(counting);
    if (counting.places == 0) return false;
    Graft changing(bytes, static_cast<std::size_t>(random() % counting.places));
    frame.visit(changing);
    return true;
}

}  // namespace wireproof::fuzz
