"""Parts of names as they are given in Viet Nam, to make persons of whom nobody is real."""

from __future__ import annotations

FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLE = "Văn Thị Đức Minh Hữu Ngọc Thanh Quốc Gia Bảo Xuân Thu Hồng Kim Đình Công".split()
GIVEN = (
    "An Bình Cường Dũng Đạt Giang Hà Hải Hạnh Hiếu Hoa Hùng Hương Khánh Lan Linh Long Mai "
    "Nam Nga Nhung Phúc Phương Quân Quỳnh Sơn Tâm Thảo Thắng Trang Tuấn Tùng Uyên Vân Việt Yến"
).split()
